import type {
  HeaderDefinition,
  MediaDefinition,
  Named,
  Operation,
  Parameter,
  RequestBody,
  ResponseDefinition,
} from './model.ts';
import { member, members, type Place, required, text } from './place.ts';

const METHODS = ['get', 'post'] as const;

export function readOperations(root: Place): Operation[] {
  return members(required(root, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = member(item, method);
      return operation ? [readOperation(path, method, item, operation)] : [];
    }),
  );
}

function readOperation(path: string, method: Operation['method'], item: Place, place: Place): Operation {
  const parameters = [member(item, 'parameters'), member(place, 'parameters')].flatMap(members);
  const scopes = readScopes(place);
  const body = member(place, 'requestBody');
  return {
    id: text(place, 'operationId'),
    method,
    path,
    ...(scopes && { scopes }),
    parameters: parameters.map(([, parameter]) => readParameter(parameter)),
    ...(body && { requestBody: readRequestBody(body) }),
    responses: new Map(
      members(required(place, 'responses')).map(([status, response]) => [
        Number(status),
        readResponse(Number(status), response),
      ]),
    ),
  };
}

function readScopes(place: Place): readonly string[] | undefined {
  const [requirement, ...others] = members(member(place, 'security')).flatMap(([, each]) => members(each));
  if (!requirement) return undefined;
  if (others.length > 0) throw new Error(`${place.pointer} takes more than one kind of credentials`);
  const [, scopes] = requirement;
  return members(scopes).map(([, scope]) => String(scope.value));
}

function readParameter(place: Place): Parameter {
  const where = text(place, 'in');
  if (where !== 'path' && where !== 'query' && where !== 'header') {
    throw new Error(`${place.pointer} is a parameter in ${where}, which no tool of ours sends`);
  }
  return {
    name: text(place, 'name'),
    in: where,
    required: flag(place, 'required'),
    schemaPointer: required(place, 'schema').pointer,
    ...readExample(place),
    examples: readExamples(place),
  };
}

function readRequestBody(place: Place): RequestBody {
  const [media, ...others] = members(required(place, 'content'));
  if (!media || others.length > 0) throw new Error(`${place.pointer} needs exactly one media type`);
  const maxBytes = member(place, 'x-max-bytes')?.value;
  return {
    required: flag(place, 'required'),
    ...(typeof maxBytes === 'number' && { maxBytes }),
    contentType: media[0],
    schemaPointer: required(media[1], 'schema').pointer,
    examples: readExamples(media[1]),
  };
}

function readResponse(status: number, place: Place): ResponseDefinition {
  return {
    status,
    headers: new Map(
      members(member(place, 'headers')).map(([name, header]) => [name.toLowerCase(), readHeader(header)]),
    ),
    content: new Map(members(member(place, 'content')).map(([type, media]) => [type, readMedia(media)])),
  };
}

function readHeader(place: Place): HeaderDefinition {
  const schema = required(place, 'schema');
  return {
    required: flag(place, 'required'),
    schemaPointer: schema.pointer,
    type: member(schema, 'type')?.value,
    volatile: flag(place, 'x-volatile') || flag(schema, 'x-volatile'),
    ...readExample(place),
  };
}

function readMedia(place: Place): MediaDefinition {
  return {
    schemaPointer: required(place, 'schema').pointer,
    ...readExample(place),
    examples: readExamples(place),
  };
}

function readExample(place: Place): { example?: unknown } {
  const example = member(place, 'example');
  return example ? { example: example.value } : {};
}

function readExamples(place: Place): Named<unknown> {
  const examples = members(member(place, 'examples'));
  return new Map(examples.map(([name, example]) => [name, required(example, 'value').value]));
}

function flag(place: Place, name: string): boolean {
  return member(place, name)?.value === true;
}
