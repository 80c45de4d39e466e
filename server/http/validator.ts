/** The only file that knows express-openapi-validator. */
import type { Request, RequestHandler } from 'express';
import { error as errors, middleware } from 'express-openapi-validator';
import framework from 'express-openapi-validator/dist/framework/index.js';
import specValidator from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';
import mutator from 'express-openapi-validator/dist/middlewares/parsers/req.parameter.mutator.js';
import preprocessor from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { formats } from '../../contract/formats.js';
import { isObject, lookup, referenced } from '../../contract/json.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { readContentType } from '../../contract/payload.ts';
import { hasAnyLength } from '../../contract/refusals.ts';
import { usedComponents } from '../../contract/schema-walk.ts';
import { foundOperation } from './found-operation.ts';
import { inputsOf, readInputs } from './inputs.ts';
import type { ProblemTranslator } from './problem.ts';
import { failureOf, type RefineProblem, validationProblem } from './validation-problem.ts';

type Document = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>;

// Three patches that make the start faster. The validator has no options for them.
// 1. It compiles the schema of OpenAPI itself, and does not use it with validateApiSpec: false.
specValidator.OpenAPISchemaValidator = class {
  validate() {
    return { errors: [] };
  }
} as unknown as typeof specValidator.OpenAPISchemaValidator;
// 2. It looks for other files that the document refers to. The bundle has none.
Object.assign(framework.OpenAPIFramework.prototype, { loadSpec: async (document: Document) => document });
// 3. To resolve a $ref, it compiles the target in an Ajv that never validates.
Object.assign(preprocessor.SchemaPreprocessor.prototype, {
  resolveSchema(this: { apiDoc: Document }, schema?: { $ref?: string }): unknown {
    return schema?.$ref === undefined ? schema : lookup(this.apiDoc, referenced(schema.$ref));
  },
});
// It reads styles of parameters in ways of its own. inputs.ts has read them as the contract says.
Object.assign(mutator.RequestParameterMutator.prototype, {
  modifyRequest(request: Request) {
    const { path, query } = inputsOf(request);
    Object.assign(request, { params: path, query });
  },
});

/**
 * Validates the parameters and the body of a request. The operation is found already, so the validator gets a document
 * in which an operation with one media type of its body has a path without parameters.
 *
 * @param refine finds a more specific problem than `invalid-request`
 */
export function createValidator(contract: Contract, refine: RefineProblem): RequestHandler[] {
  const numbers = new Map(contract.operations.map((operation, index) => [operation, index]));
  const validator = middleware({
    apiSpec: documentFor(contract),
    validateApiSpec: false, // The bundle is linted. Validating it would take most of the start.
    validateRequests: true, // Stops at the first failure: a million failures in one body would fill the memory.
    validateResponses: false, // send.ts does.
    validateSecurity: false,
    fileUploader: false,
    useRequestUrl: true,
    formats: { ...formats } as NonNullable<Parameters<typeof middleware>[0]['formats']>,
  });
  const direct: RequestHandler = (request, _response, next) => {
    const failures = readInputs(contract, request);
    if (failures.length > 0) throw validationProblem(failures, contract, refine);
    const { operation } = foundOperation(request);
    const types = [...(operation.requestBody?.content.keys() ?? [])];
    const { mediaType } = readContentType(request.headers['content-type']);
    const hasValue = request.body !== undefined;
    request.url = validatorPath(numbers.get(operation) ?? -1, hasValue ? types.indexOf(mediaType) : -1);
    // The value of a body has no media type any more. Without a body, the validator does not read this header.
    request.headers['content-type'] = 'application/json';
    next();
  };
  return [direct, ...(validator as RequestHandler[])];
}

/** @param media the index of the media type; -1 when there is no body */
function validatorPath(operation: number, media: number): string {
  return `/${operation}/${media}`;
}

// It has only what is validated here: the validator prepares everything in its document, used or not.
function documentFor({ document, operations }: Contract): Document {
  const paths = operations.flatMap((operation, index) => {
    const { method, requestBody } = operation;
    const parameters = operation.parameters.map((parameter) => parameterFor(document, parameter));
    const responses = {};
    const open = { [method]: { parameters, responses } };
    const withBody = [...(requestBody?.content.values() ?? [])].map(({ schemaPointer }, media) => {
      const schema = withoutDiscriminators(lookup(document, schemaPointer));
      const content = { 'application/json': { schema } };
      return [
        validatorPath(index, media),
        {
          [method]: {
            parameters: structuredClone(parameters),
            responses,
            requestBody: { required: true, content },
          },
        },
      ] as const;
    });
    return [[validatorPath(index, -1), open] as const, ...withBody];
  });
  const used: Record<string, Record<string, unknown>> = {};
  for (const [pointer, component] of usedComponents(document, paths)) {
    const [kind = '', name = ''] = pointer.split('/').slice(2);
    used[kind] = { ...used[kind], [name]: withoutDiscriminators(component) };
  }
  const { openapi, info } = document;
  return { openapi, info, paths: Object.fromEntries(paths), components: used } as unknown as Document;
}

function parameterFor(document: Contract['document'], parameter: Parameter): object {
  const { name, in: location, required, schemaPointer } = parameter;
  const schema = structuredClone(lookup(document, schemaPointer));
  if (isObject(schema) && hasAnyLength(document, parameter)) Reflect.deleteProperty(schema, 'maxLength');
  return { name, in: location, required, schema, allowEmptyValue: true };
}

/** A copy. The validator would report a wrong discriminator without its place; oneOf reports it with its place. */
function withoutDiscriminators(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (name, value) =>
    name === 'discriminator' && typeof value?.propertyName === 'string' ? undefined : value,
  );
}

/** @param refine finds a more specific problem than `invalid-request` */
export function createValidatorProblem(contract: Contract, refine: RefineProblem): ProblemTranslator {
  return (error, request) =>
    error instanceof errors.BadRequest
      ? validationProblem(
          error.errors.map((one) => failureOf(one, request.body, foundOperation(request).operation)),
          contract,
          refine,
        )
      : undefined;
}
