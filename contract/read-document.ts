import { type DocumentLocation, flag, member, members, required, text } from './location.ts';
import type { Contract, Operation, Parameter, ParameterStyle, RequestBody } from './model.ts';
import { createFind } from './paths.ts';
import type { Prepared } from './prepared.ts';
import { readContent, readExample, readExamples, readResponses } from './read-responses.ts';
import { readSecurity } from './read-security.ts';
import { createValidate } from './schemas.ts';

/** @param source with the document as `splitViews` returns it */
export function readDocument(
  { document, checksum, text: source }: Pick<Contract, 'document' | 'checksum' | 'text'>,
  validators?: Prepared['validators'],
): Contract {
  const root = { document, pointer: '', value: document };
  const operations = readOperations(root);
  return {
    document,
    text: source,
    version: text(required(root, 'info'), 'version'),
    checksum,
    operations,
    find: createFind(operations),
    problems: readProblems(root),
    validate: createValidate({ document, text: source }, validators),
  };
}

function readProblems(root: DocumentLocation): Contract['problems'] {
  const schemas = required(required(root, 'components'), 'schemas');
  const catalogue = required(required(schemas, 'ProblemType'), 'x-problems');
  return new Map(
    members(catalogue).map(([slug, problem]) => [
      slug,
      {
        status: Number(required(problem, 'status').value),
        title: text(problem, 'title'),
        description: text(problem, 'description'),
        remedy: text(problem, 'remedy'),
      },
    ]),
  );
}

const supportedMethods: readonly string[] = [
  'get',
  'put',
  'post',
  'patch',
  'delete',
] satisfies Operation['method'][];
const otherMethods = ['options', 'head', 'trace'];

export function readOperations(root: DocumentLocation): Operation[] {
  return members(required(root, 'paths')).flatMap(([path, item]) =>
    members(item).flatMap(([name, operation]) => {
      if (otherMethods.includes(name)) throw new Error(`${operation.pointer} is not supported`);
      if (!supportedMethods.includes(name)) return [];
      return [readOperation(root, path, name as Operation['method'], item, operation)];
    }),
  );
}

function readOperation(
  root: DocumentLocation,
  path: string,
  method: Operation['method'],
  item: DocumentLocation,
  location: DocumentLocation,
): Operation {
  const security = readSecurity(root, location);
  const body = member(location, 'requestBody');
  return {
    id: text(location, 'operationId'),
    method,
    path,
    ...(security && { security }),
    parameters: readParameters(item, location),
    ...(body && { requestBody: readRequestBody(body) }),
    ...readResponses(required(location, 'responses'), { security, body }),
  };
}

/** A parameter of the operation replaces the parameter of the path with the same name and location. */
function readParameters(item: DocumentLocation, location: DocumentLocation): Parameter[] {
  const locations = [member(item, 'parameters'), member(location, 'parameters')].flatMap(members);
  const parameters = locations.map(([, parameter]) => readParameter(parameter));
  return [...new Map(parameters.map((parameter) => [keyOf(parameter), parameter])).values()];
}

// Header names are compared without case (RFC 9110, 5.1).
function keyOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

function readParameter(location: DocumentLocation): Parameter {
  const where = text(location, 'in');
  if (where !== 'path' && where !== 'query' && where !== 'header') {
    throw new Error(
      `${location.pointer} is a parameter in ${where}; only path, query and header are supported`,
    );
  }
  const style = (member(location, 'style')?.value ??
    (where === 'query' ? 'form' : 'simple')) as ParameterStyle;
  return {
    name: text(location, 'name'),
    in: where,
    required: flag(location, 'required'),
    style,
    // By default form explodes, and no other style does (OpenAPI 3.1, 4.8.12).
    explode: (member(location, 'explode')?.value ?? style === 'form') === true,
    schemaPointer: required(location, 'schema').pointer,
    ...readExample(location),
    examples: readExamples(location),
  };
}

function readRequestBody(location: DocumentLocation): RequestBody {
  const maxBytes = member(location, 'x-max-bytes')?.value;
  return {
    required: flag(location, 'required'),
    ...(typeof maxBytes === 'number' && { maxBytes }),
    content: readContent(required(location, 'content')),
  };
}
