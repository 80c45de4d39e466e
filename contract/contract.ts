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

const METHODS = ['get', 'post'] as const;

function readOperations(root: DocumentLocation): Operation[] {
  return members(required(root, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = member(item, method);
      return operation ? [readOperation(path, method, item, operation)] : [];
    }),
  );
}

function readOperation(
  path: string,
  method: Operation['method'],
  item: DocumentLocation,
  location: DocumentLocation,
): Operation {
  const parameters = [member(item, 'parameters'), member(location, 'parameters')].flatMap(members);
  const scopes = readScopes(location);
  const body = member(location, 'requestBody');
  return {
    id: text(location, 'operationId'),
    method,
    path,
    ...(scopes && { scopes }),
    parameters: parameters.map(([, parameter]) => readParameter(parameter)),
    ...(body && { requestBody: readRequestBody(body) }),
    responses: new Map(
      members(required(location, 'responses')).map(([status, response]) => [
        Number(status),
        readResponse(Number(status), response),
      ]),
    ),
  };
}

function readScopes(location: DocumentLocation): readonly string[] | undefined {
  const [requirement, ...others] = members(member(location, 'security')).flatMap(([, each]) => members(each));
  if (!requirement) return undefined;
  if (others.length > 0)
    throw new Error(`${location.pointer} needs one security requirement; several are not supported`);
  const [, scopes] = requirement;
  return members(scopes).map(([, scope]) => String(scope.value));
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
