/** Calls of the typed client, one for each scenario: as values, and as the source text that an author would write. */
import type { Contract, MediaDefinition, Operation } from '../../contract/model.ts';
import { kindOf } from '../../contract/payload.ts';
import type { Scenario } from '../../contract/scenarios.ts';
import { applicableSchemas, schemasWithin } from '../../contract/schema-walk.ts';

/** Binary data. A form has it as a Blob. */
class Binary {
  readonly text: string;
  readonly isBlob: boolean;

  constructor(text: string, isBlob: boolean) {
    this.text = text;
    this.isBlob = isBlob;
  }
}

/** What the method of the operation is called with. Members may be Binary. */
export function callOf(contract: Contract, { operation, name, request }: Scenario): object {
  const given = operation.parameters.filter(({ examples }) => examples.has(name));
  const places = [...new Set(given.map(({ in: place }) => place))];
  const valuesIn = (place: string) =>
    Object.fromEntries(
      given
        .filter(({ in: other }) => other === place)
        .map((parameter) => [parameter.name, parameter.examples.get(name)]),
    );
  const [bodyType = ''] = (request.headers['content-type'] ?? '').split(';');
  const media = operation.requestBody?.content.get(bodyType);
  return {
    ...(places.length > 0 && {
      params: Object.fromEntries(places.map((place) => [place, valuesIn(place)])),
    }),
    ...(media && { body: bodyOf(contract, bodyType, media, request.body) }),
    ...headersOf(operation, bodyType, request.headers.accept ?? ''),
  };
}

/** They say which of several media types is meant. */
function headersOf({ requestBody, responses }: Operation, bodyType: string, accept: string) {
  const successes = [...responses].filter(([status]) => status < 300);
  const headers = {
    ...((requestBody?.content.size ?? 0) > 1 && bodyType !== '' && { 'content-type': bodyType }),
    ...(successes.some(([, { content }]) => content.size > 1) && { accept }),
  };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function bodyOf(
  { document }: Contract,
  type: string,
  { schemaPointer }: MediaDefinition,
  body: unknown,
): unknown {
  const kind = kindOf(type);
  if (kind === 'binary') return new Binary(String(body), false);
  if (kind !== 'multipart') return body;
  const form = applicableSchemas(document, schemaPointer);
  const isBinary = (name: string) => {
    const member = schemasWithin(document, form, name);
    return [...member, ...schemasWithin(document, member, '0')].some(
      ({ schema }) => 'contentMediaType' in schema,
    );
  };
  return Object.fromEntries(
    Object.entries(Object(body)).map(([name, value]) => [name, isBinary(name) ? blobs(value) : value]),
  );
}

function blobs(value: unknown): unknown {
  return Array.isArray(value) ? value.map(blobs) : new Binary(String(value), true);
}

export function valueOfCall(call: unknown): unknown {
  if (call instanceof Binary)
    return call.isBlob ? new Blob([call.text]) : new TextEncoder().encode(call.text);
  if (typeof call !== 'object' || call === null) return call;
  if (Array.isArray(call)) return call.map(valueOfCall);
  return Object.fromEntries(Object.entries(call).map(([name, value]) => [name, valueOfCall(value)]));
}

export function sourceOfCall(call: unknown): string {
  if (call instanceof Binary) {
    const text = JSON.stringify(call.text);
    return call.isBlob ? `new Blob([${text}])` : `new TextEncoder().encode(${text})`;
  }
  if (Array.isArray(call)) return `[${call.map(sourceOfCall).join(', ')}]`;
  if (typeof call !== 'object' || call === null) return JSON.stringify(call);
  const members = Object.entries(call).map(
    ([name, value]) => `${JSON.stringify(name)}: ${sourceOfCall(value)}`,
  );
  return `{ ${members.join(', ')} }`;
}
