/** Reads the text of a bundle. `bundle-file.ts` reads the file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { load } from 'js-yaml';
import { isObject } from './json.ts';
import { type DocumentLocation, member, members, required, text } from './location.ts';
import type {
  Contract,
  HeaderDefinition,
  MediaDefinition,
  Named,
  Operation,
  Parameter,
  RequestBody,
  ResponseDefinition,
} from './model.ts';
import { preparedFor } from './prepared.ts';
import { createValidate } from './schemas.ts';

export function parseContract(source: string): Contract {
  const checksum = bytesToHex(sha256(utf8ToBytes(source)));
  const document = preparedFor(checksum)?.document ?? load(source);
  if (!isObject(document)) throw new Error('the contract is not an OpenAPI document');
  const root = { document, pointer: '', value: document };
  return {
    document,
    text: source,
    version: text(required(root, 'info'), 'version'),
    checksum,
    operations: readOperations(root),
    problems: readProblems(root),
    validate: createValidate({ document, text: source, checksum }),
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

const supportedMethods: readonly string[] = ['get', 'post'] satisfies Operation['method'][];
const otherMethods = ['put', 'patch', 'delete', 'options', 'head', 'trace'];

function readOperations(root: DocumentLocation): Operation[] {
  return members(required(root, 'paths')).flatMap(([path, item]) =>
    members(item).flatMap(([name, operation]) => {
      if (otherMethods.includes(name)) throw new Error(`${operation.pointer}: use get or post instead`);
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
  const scopes = readScopes(root, location);
  const body = member(location, 'requestBody');
  return {
    id: text(location, 'operationId'),
    method,
    path,
    ...(scopes && { scopes }),
    parameters: readParameters(item, location),
    ...(body && { requestBody: readRequestBody(body) }),
    responses: readResponses(required(location, 'responses')),
  };
}

/** The scopes of the one security requirement. An operation without `security` has that of the document. */
function readScopes(root: DocumentLocation, location: DocumentLocation): readonly string[] | undefined {
  const security = member(location, 'security') ?? member(root, 'security');
  const requirements = members(security);
  if (requirements.length === 0) return undefined;
  const [requirement, ...others] = requirements.flatMap(([, schemes]) => members(schemes));
  if (!requirement || others.length > 0 || requirements.length > 1)
    throw new Error(
      `${location.pointer} needs one security requirement; several, and optional ones, are not supported`,
    );
  const [name, scopes] = requirement;
  const scheme = required(required(required(root, 'components'), 'securitySchemes'), name);
  if (text(scheme, 'type') !== 'http' || text(scheme, 'scheme').toLowerCase() !== 'bearer')
    throw new Error(`${scheme.pointer} needs type: http and scheme: bearer; no other scheme is supported`);
  return members(scopes).map(([, scope]) => String(scope.value));
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
  return {
    name: text(location, 'name'),
    in: where,
    required: flag(location, 'required'),
    schemaPointer: required(location, 'schema').pointer,
    ...readExample(location),
    examples: readExamples(location),
  };
}

function readRequestBody(location: DocumentLocation): RequestBody {
  const [media, ...others] = members(required(location, 'content'));
  if (!media || others.length > 0) throw new Error(`${location.pointer} needs exactly one media type`);
  const maxBytes = member(location, 'x-max-bytes')?.value;
  return {
    required: flag(location, 'required'),
    ...(typeof maxBytes === 'number' && { maxBytes }),
    contentType: media[0],
    schemaPointer: required(media[1], 'schema').pointer,
    examples: readExamples(media[1]),
  };
}

function readResponses(location: DocumentLocation): Operation['responses'] {
  return new Map(
    members(location).map(([name, response]) => {
      const status = Number(name);
      if (!Number.isInteger(status))
        throw new Error(`${location.pointer}/${name}: use single statuses, such as 404, instead of ${name}`);
      return [status, readResponse(status, response)];
    }),
  );
}

function readResponse(status: number, location: DocumentLocation): ResponseDefinition {
  return {
    status,
    headers: new Map(
      members(member(location, 'headers')).map(([name, header]) => [name.toLowerCase(), readHeader(header)]),
    ),
    content: new Map(members(member(location, 'content')).map(([type, media]) => [type, readMedia(media)])),
  };
}

function readHeader(location: DocumentLocation): HeaderDefinition {
  const schema = required(location, 'schema');
  return {
    required: flag(location, 'required'),
    schemaPointer: schema.pointer,
    type: member(schema, 'type')?.value,
    volatile: flag(location, 'x-volatile') || flag(schema, 'x-volatile'),
    ...readExample(location),
  };
}

function readMedia(location: DocumentLocation): MediaDefinition {
  return {
    schemaPointer: required(location, 'schema').pointer,
    ...readExample(location),
    examples: readExamples(location),
  };
}

function readExample(location: DocumentLocation): { example?: unknown } {
  const example = member(location, 'example');
  return example ? { example: example.value } : {};
}

function readExamples(location: DocumentLocation): Named<unknown> {
  const examples = members(member(location, 'examples'));
  return new Map(examples.map(([name, example]) => [name, required(example, 'value').value]));
}

function flag(location: DocumentLocation, name: string): boolean {
  return member(location, name)?.value === true;
}
