/** What a caller is told whose request is refused before any data is looked up. Server and mock say the same. */
import { type JsonObject, lookup, pointerTo } from './json.ts';
import type {
  Contract,
  MediaDefinition,
  Operation,
  Parameter,
  RequestBody,
  SchemaFailure,
  SecurityScheme,
} from './model.ts';
import type { RawQuery } from './parameter-values.ts';
import { readContentType } from './payload.ts';
import { createProblemBounds } from './problems.ts';
import { typesOf } from './schema-walk.ts';
import { explainUnknown, unknownNames } from './unknown-query.ts';

export const unknownPath = 'There is nothing at this path. /openapi.yaml lists every path.';

export function otherMethods(allow: string): string {
  return `This path answers to ${allow}.`;
}

export function notAcceptable(mediaTypes: readonly string[]): string {
  return `This operation answers with ${mediaTypes.join(' or ')}.`;
}

export const matchFailed = 'The answer has none of the ETags in If-Match: read it again without If-Match.';

export function tooLarge(maxBytes: unknown): string {
  return `The body is larger than ${maxBytes} bytes.`;
}

export interface FoundMedia extends MediaDefinition {
  readonly mediaType: string;
}

/** What the contract says about a body of this type, or why the body cannot be read. */
export function findMedia({ content }: RequestBody, contentType?: string): FoundMedia | string {
  const { mediaType, isUtf8 } = readContentType(contentType);
  const media = content.get(mediaType);
  const types = [...content.keys()].join(' or ');
  // The remedy comes first: the message quotes a name of any length, and the end of a long detail is cut.
  if (!media) return `Send ${types}: the body is ${mediaType || 'of no media type'}.`;
  return isUtf8 ? { ...media, mediaType } : `Send ${types} in UTF-8.`;
}

/** @param schemes of which one is enough */
export function needsCredentials(schemes: readonly SecurityScheme[]): string {
  return `This operation needs ${[...new Set(schemes.map(demandOf))].join('; or ')}.`;
}

function demandOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'bearer':
      return 'a bearer token: send Authorization with Bearer and a token of the issuer that this server trusts';
    case 'basic':
      return 'a user and a password: send Authorization with Basic and both';
    case 'apiKey':
      return `a key: send it in ${placeOf(scheme)}`;
  }
}

export function placeOf({ in: location, parameter }: Extract<SecurityScheme, { type: 'apiKey' }>): string {
  return location === 'header' ? `the header ${parameter}` : `the query parameter ${parameter}`;
}

/** One place where a request breaks the contract. */
export interface RequestFailure {
  /** JSON pointer into the request, such as `/body/hfn` or `/query/since`. */
  readonly pointer: string;
  /** The keyword of the schema that is broken, such as `pattern`. */
  readonly keyword?: string | undefined;
  readonly message: string;
}

/** @param place of the value that breaks its schema */
export function requestFailure(
  place: string,
  { pointer, detail, keyword, message = detail }: SchemaFailure,
): RequestFailure {
  return { pointer: place + pointer, keyword, message };
}

export function placeOfParameter({ in: location, name }: Parameter): string {
  return pointerTo(location === 'header' ? '/headers' : `/${location}`, name);
}

export function unknownParameters(operation: Operation, query: RawQuery): RequestFailure[] {
  return unknownNames(operation, query).map((name) => ({
    pointer: pointerTo('/query', name),
    message: explainUnknown(operation, name),
  }));
}

/** What is wrong with a value that had to be read as its schema says. Of a text, only that there are several. */
export function unreadableParameter(
  contract: Contract,
  parameter: Parameter,
  value: unknown,
): RequestFailure[] {
  const types = typesOf(contract.document, parameter.schemaPointer);
  const pointer = placeOfParameter(parameter);
  if (Array.isArray(value) && !types.includes('array'))
    return [{ pointer, message: 'is there more than once' }];
  if (types.every((type) => type === 'string')) return [];
  return contract
    .validate(parameter.schemaPointer, value)
    .map((failure) => ({ pointer: pointer + failure.pointer, message: failure.detail }));
}

/** Credentials that are sent twice: node:http would keep the first, and a proxy may have checked the second. */
export function repeatedAuthorization({
  rawHeaders = [],
}: {
  rawHeaders?: readonly string[];
}): RequestFailure[] {
  const lines = rawHeaders.filter((text, index) => index % 2 === 0 && /^authorization$/i.test(text));
  return lines.length > 1 ? [{ pointer: '/headers/Authorization', message: 'is there more than once' }] : [];
}

export function hasAnyLength(document: JsonObject, { in: location, schemaPointer }: Parameter): boolean {
  // A header without a pattern may have any length: too long, it is ignored, and node:http limits all headers.
  return location === 'header' && lookup(document, `${schemaPointer}/pattern`) === undefined;
}

/** The detail and the errors of the problem `invalid-request`. */
export function explainFailures(failures: readonly RequestFailure[], contract: Contract) {
  const errors = failures
    .map((failure): SchemaFailure => ({ pointer: failure.pointer, detail: explain(failure, contract) }))
    // Each is cut before they are joined: one long name would otherwise fill the detail and hide the explanation.
    .map(createProblemBounds(contract).error);
  return { detail: errors.map((error) => `${error.pointer} ${error.detail}`).join('; '), errors };
}

function explain({ pointer, keyword, message }: RequestFailure, contract: Contract): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here';
    case 'not':
      return 'must not be there, or not have this value';
    case 'pattern':
      return `${message}${exampleOf(pointer, contract)}`;
    default:
      return message;
  }
}

function exampleOf(pointer: string, { document, operations }: Contract): string {
  const parameters = operations.flatMap((operation) => operation.parameters);
  // Another operation may have a header of that name that has no pattern to break.
  const parameter = parameters.find(
    (one) => pointer === placeOfParameter(one) && !hasAnyLength(document, one),
  );
  const [example = parameter?.example] = parameter?.examples.values() ?? [];
  return example === undefined ? '' : `, such as ${example}`;
}
