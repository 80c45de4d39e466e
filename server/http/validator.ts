/** The only file that knows express-openapi-validator. */
import type { RequestHandler } from 'express';
import { error as errors, middleware } from 'express-openapi-validator';
import framework from 'express-openapi-validator/dist/framework/index.js';
import specValidator from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';
import preprocessor from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { isObject, lookup, referenced } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { allowedMethods, operationsAt } from '../../contract/paths.ts';
import { usedComponents } from '../../contract/schema-walk.ts';
import { notFound, Problem, type ProblemTranslator } from './problem.ts';
import { validationProblem } from './validation-problem.ts';

type Document = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>;

// Most of the validator's work at each start comes to nothing, and there are no options for it:
// it compiles the schema of OpenAPI itself, which with validateApiSpec: false it makes no use of;
specValidator.OpenAPISchemaValidator = class {
  validate() {
    return { errors: [] };
  }
} as unknown as typeof specValidator.OpenAPISchemaValidator;
// it looks for other files that the document refers to, but this is the bundle;
Object.assign(framework.OpenAPIFramework.prototype, { loadSpec: async (document: Document) => document });
// and to see what a $ref points to it compiles that, in an Ajv that is never asked to validate.
Object.assign(preprocessor.SchemaPreprocessor.prototype, {
  resolveSchema(this: { apiDoc: Document }, schema?: { $ref?: string }): unknown {
    return schema?.$ref === undefined ? schema : lookup(this.apiDoc, referenced(schema.$ref));
  },
});

export interface ValidatorOptions {
  /** Check what handlers answer, too. */
  readonly validateResponses: boolean;
}

export function createValidator(
  contract: Contract,
  { validateResponses }: ValidatorOptions,
): RequestHandler[] {
  const validator = middleware({
    apiSpec: documentFor(contract, validateResponses),
    validateApiSpec: false, // It is linted already, and this would be most of the time to start.
    validateRequests: true, // Stops at the first fault: a million of them in one body would fill the memory.
    validateResponses,
    validateSecurity: false,
    fileUploader: false,
  });
  return [strictPath, oneContentType, ...(validator as RequestHandler[])];
}

// The routes are strict, the validator is not: it would take the wrong path for one whose body is missing.
const strictPath: RequestHandler = (request, _response, next) => {
  next(request.path.endsWith('/') ? notFound() : undefined);
};

// The validator keeps a compiled schema for each Content-Type that it meets, parameters and all. Callers
// choose that text, so what has no part in the validation is taken out before it becomes a leak.
const oneContentType: RequestHandler = (request, _response, next) => {
  const [mediaType] = (request.headers['content-type'] ?? '').split(';', 1);
  if (request.method === 'GET' || !mediaType) delete request.headers['content-type'];
  else request.headers['content-type'] = mediaType.trim().toLowerCase();
  next();
};

// A copy, because the validator writes into the document that it is given. It prepares all that it finds there, used or
// not, so it finds no examples, and of the responses only what it is to check.
function documentFor({ document, operations }: Contract, withResponses: boolean): Document {
  const copy = withoutExamples(document) as unknown as Document;
  for (const { method, path, parameters, responses } of operations) {
    const operation = copy.paths?.[path]?.[method];
    if (!operation) continue;
    for (const { in: location, schemaPointer } of parameters)
      if (location === 'header') unbound(copy, schemaPointer);
    // To refuse an unknown query parameter takes a 400; an operation that declares none passes over it.
    if (!responses.has(400)) Object.assign(operation, { 'x-eov-allow-unknown-query-parameters': true });
    if (!withResponses) Object.assign(operation, { responses: { default: { description: 'Not checked.' } } });
  }
  return withResponses ? copy : withUsedComponents(copy);
}

/** A header of any text is of use or passed over, whatever its length: how much may come is for node:http to say. */
function unbound(document: Document, schemaPointer: string): void {
  const schema = lookup(document, schemaPointer);
  if (isObject(schema) && !('pattern' in schema)) Reflect.deleteProperty(schema, 'maxLength');
}

/** Examples stand beside the schema that they are examples of; within a schema, `example` may be a member's name. */
function withoutExamples(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutExamples);
  const kept = Object.entries(value).filter(([name]) => !('schema' in value && name.startsWith('example')));
  return Object.fromEntries(
    kept.map(([name, member]) => [
      name,
      name === 'schema' || name === 'schemas' ? structuredClone(member) : withoutExamples(member),
    ]),
  );
}

function withUsedComponents({ components = {}, ...rest }: Document): Document {
  const used: Record<string, Record<string, unknown>> = { securitySchemes: components.securitySchemes ?? {} };
  for (const [pointer, component] of usedComponents({ components }, rest)) {
    const [kind = '', name = ''] = pointer.split('/').slice(2);
    used[kind] = { ...used[kind], [name]: component };
  }
  return { ...rest, components: used } as Document;
}

export function createValidatorProblem(contract: Contract): ProblemTranslator {
  return (error, request) => {
    if (error instanceof errors.BadRequest) return validationProblem(error.errors, request, contract);
    if (error instanceof errors.NotFound) return notFound();
    if (error instanceof errors.MethodNotAllowed) {
      const allow = allowedMethods(operationsAt(contract, request.path)).join(', ');
      return new Problem('method-not-allowed', `This path answers to ${allow}.`, {
        headers: { Allow: allow },
      });
    }
    if (error instanceof errors.UnsupportedMediaType) {
      return new Problem('unsupported-media-type', 'The body has another media type; send application/json.');
    }
    return undefined;
  };
}
