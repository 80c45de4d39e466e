/** The responses of an operation, with their headers, media types and examples. */
import { isObject } from './json.ts';
import { type DocumentLocation, flag, member, members, required } from './location.ts';
import type { HeaderDefinition, MediaDefinition, Named, Operation, ResponseDefinition } from './model.ts';

interface Parts {
  readonly security: unknown;
  readonly body: unknown;
}

/** `4XX`, `5XX` and `default` declare errors. Each status that the toolkit can send gets the response of its range. */
export function readResponses(
  location: DocumentLocation,
  parts: Parts,
): Pick<Operation, 'responses' | 'otherResponses'> {
  const declared = members(location).map(([name, response]) => {
    if (!/^(?:\d{3}|[45]XX|default)$/.test(name))
      throw new Error(
        `${location.pointer}/${name}: use single statuses such as 200, or 4XX, 5XX and default`,
      );
    return [name, readResponse(response)] as const;
  });
  const isSingle = ([name]: readonly [string, unknown]) => !Number.isNaN(Number(name));
  const singles = declared.filter(isSingle);
  const responses = new Map(singles.map(([name, response]) => [Number(name), response]));
  const otherResponses = new Map(declared.filter((one) => !isSingle(one)));
  for (const status of possibleErrors(parts, otherResponses)) {
    const other = otherResponse(otherResponses, status);
    if (other && !responses.has(status)) responses.set(status, withExamplesOf(status, other));
  }
  return { responses, otherResponses };
}

/** The response that an operation declares for a status. */
export function declaredResponse(
  { responses, otherResponses }: Pick<Operation, 'responses' | 'otherResponses'>,
  status: number,
): ResponseDefinition | undefined {
  return responses.get(status) ?? otherResponse(otherResponses, status);
}

function otherResponse(others: Named<ResponseDefinition>, status: number): ResponseDefinition | undefined {
  if (status < 400) return undefined;
  return others.get(`${Math.floor(status / 100)}XX`) ?? others.get('default');
}

/** What the server can send around a handler, and the statuses that the examples of ranges name. */
function possibleErrors({ security, body }: Parts, others: Named<ResponseDefinition>): number[] {
  const named = [...others.values()].flatMap(({ content }) =>
    [...content.values()].flatMap(({ examples }) => [...examples.values()].flatMap(statusIn)),
  );
  return [400, ...(security ? [401, 403] : []), ...(body ? [413, 415] : []), 429, 500, ...named];
}

function statusIn(example: unknown): number[] {
  const status = isObject(example) ? example.status : undefined;
  return typeof status === 'number' ? [status] : [];
}

function withExamplesOf(status: number, { headers, content }: ResponseDefinition): ResponseDefinition {
  const media = [...content].map(([type, { examples, ...rest }]) => {
    const own = [...examples].filter(([, example]) => statusIn(example).includes(status));
    return [type, { ...rest, examples: new Map(own) }] as const;
  });
  return { headers, content: new Map(media) };
}

function readResponse(location: DocumentLocation): ResponseDefinition {
  const headers = members(member(location, 'headers'));
  return {
    headers: new Map(headers.map(([name, header]) => [name.toLowerCase(), readHeader(header)])),
    content: readContent(member(location, 'content')),
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

/** By media type, in lower case. */
export function readContent(location: DocumentLocation | undefined): Named<MediaDefinition> {
  return new Map(members(location).map(([type, media]) => [type.toLowerCase(), readMedia(media)]));
}

function readMedia(location: DocumentLocation): MediaDefinition {
  return {
    schemaPointer: required(location, 'schema').pointer,
    ...readExample(location),
    examples: readExamples(location),
  };
}

export function readExample(location: DocumentLocation): { example?: unknown } {
  const example = member(location, 'example');
  return example ? { example: example.value } : {};
}

export function readExamples(location: DocumentLocation): Named<unknown> {
  const examples = members(member(location, 'examples'));
  return new Map(examples.map(([name, example]) => [name, required(example, 'value').value]));
}
