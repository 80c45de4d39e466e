/** The only file that knows express-openapi-validator. */
import type { RequestHandler } from 'express';
import { error as errors, middleware } from 'express-openapi-validator';
import framework from 'express-openapi-validator/dist/framework/index.js';
import specValidator from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';
import preprocessor from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { isObject, lookup, referenced } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { allowedMethods, decodeSegment, operationsAt } from '../../contract/paths.ts';
import { usedComponents } from '../../contract/schema-walk.ts';
import { isIgnored } from '../../contract/unknown-query.ts';
import { notFound, Problem, type ProblemTranslator } from './problem.ts';
import { type RefineProblem, validationProblem } from './validation-problem.ts';

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

export interface ValidatorOptions {
  /** Whether responses are validated too. */
  readonly validateResponses: boolean;
}

export function createValidator(
  contract: Contract,
  { validateResponses }: ValidatorOptions,
): RequestHandler[] {
  const validator = middleware({
    apiSpec: documentFor(contract, validateResponses),
    validateApiSpec: false, // The bundle is linted. Validating it would take most of the start.
    validateRequests: true, // Stops at the first failure: a million failures in one body would fill the memory.
    validateResponses,
    validateSecurity: false,
    fileUploader: false,
  });
  return [strictPath, withoutIgnored, oneContentType, ...(validator as RequestHandler[])];
}

// The routes are strict and the validator is not: it would report a missing body for a path that does not exist.
const strictPath: RequestHandler = (request, _response, next) => {
  next(request.path.endsWith('/') ? notFound() : undefined);
};

const withoutIgnored: RequestHandler = (request, _response, next) => {
  const [path = '', ...rest] = request.url.split('?');
  const kept = rest
    .join('?')
    .split('&')
    .filter((pair) => !isIgnored(decodeSegment(pair)));
  if (rest.length > 0) request.url = `${path}?${kept.join('&')}`;
  next();
};

// The validator keeps a compiled schema for each text of Content-Type, parameters included. Callers choose that text,
// so the parts that do not matter are removed: otherwise the memory would grow without a bound.
const oneContentType: RequestHandler = (request, _response, next) => {
  const [mediaType] = (request.headers['content-type'] ?? '').split(';', 1);
  if (request.method === 'GET' || !mediaType) delete request.headers['content-type'];
  else request.headers['content-type'] = mediaType.trim().toLowerCase();
  next();
};

// A copy, because the validator writes into its document. It prepares everything in the document, used or not, so
// the copy has no examples, and no responses unless they are validated.
function documentFor({ document, operations }: Contract, withResponses: boolean): Document {
  const copy = withoutExamples(document) as unknown as Document;
  for (const { method, path, parameters, responses } of operations) {
    const operation = copy.paths?.[path]?.[method];
    if (!operation) continue;
    for (const { in: location, schemaPointer } of parameters)
      if (location === 'header') unbound(copy, schemaPointer);
    // Refusing an unknown query parameter needs a 400. An operation that declares no 400 ignores it.
    if (!responses.has(400)) Object.assign(operation, { 'x-eov-allow-unknown-query-parameters': true });
    if (!withResponses) Object.assign(operation, { responses: { default: { description: 'Not checked.' } } });
  }
  return withResponses ? copy : withUsedComponents(copy);
}

/** A header without a pattern may have any length: too long, it is ignored, and node:http limits all headers. */
function unbound(document: Document, schemaPointer: string): void {
  const schema = lookup(document, schemaPointer);
  if (isObject(schema) && !('pattern' in schema)) Reflect.deleteProperty(schema, 'maxLength');
}

/** Removes examples beside a schema. Within a schema, `example` may be the name of a property, so it stays. */
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

/** @param refine finds a more specific problem than `invalid-request` */
export function createValidatorProblem(contract: Contract, refine: RefineProblem): ProblemTranslator {
  return (error, request) => {
    if (error instanceof errors.BadRequest) return validationProblem(error.errors, request, contract, refine);
    if (error instanceof errors.NotFound) return notFound();
    if (error instanceof errors.MethodNotAllowed) {
      const allow = allowedMethods(operationsAt(contract, request.path)).join(', ');
      return new Problem('method-not-allowed', `This path answers to ${allow}.`, {
        headers: { Allow: allow },
      });
    }
    if (error instanceof errors.UnsupportedMediaType) {
      return new Problem('unsupported-media-type', 'The body has another media type. Send application/json.');
    }
    return undefined;
  };
}
