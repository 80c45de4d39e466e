import fc from 'fast-check';
import { parseJson } from '../../contract/json.ts';
import type { Contract, Operation, Parameter } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Inputs, Source } from './model.ts';
import { shapeOf } from './shape.ts';
import { isValid } from './valid-values.ts';

/** Inputs that the contract allows; the data of the target may lack what they ask for. */
export function validInputs(source: Source, { parameters, requestBody }: Operation): fc.Arbitrary<Inputs> {
  const inputsIn = (
    location: Parameter['in'],
    textsOf: (source: Source, pointer: string) => fc.Arbitrary<string>,
  ) => {
    const own = parameters.filter((parameter) => parameter.in === location);
    const texts = own.map(({ name, schemaPointer }) => [name, textsOf(source, schemaPointer)] as const);
    const requiredKeys = own.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(texts), { requiredKeys, noNullPrototype: true });
  };
  return fc.record(
    {
      path: inputsIn('path', encodedTexts),
      query: inputsIn('query', encodedTexts).map((query) => Object.entries(query)),
      headers: inputsIn('header', headerTexts).map(lowerCaseNames),
      ...(requestBody && { body: source.valid(requestBody.schemaPointer) }),
    },
    { requiredKeys: ['path', 'query', 'headers', ...(requestBody?.required ? ['body' as const] : [])] },
  ) as fc.Arbitrary<Inputs>;
}

export function requestOf(
  operation: Operation,
  { path, query, headers, ...payload }: Inputs,
): PlannedRequest {
  const expanded = expandPath(operation.path, path, (encoded) => encoded);
  const search = query.map(([name, value]) => `${name}=${value}`).join('&');
  const { requestBody } = operation;
  return {
    method: operation.method.toUpperCase(),
    path: search ? `${expanded}?${search}` : expanded,
    headers: { accept: '*/*', ...(requestBody && { 'content-type': requestBody.contentType }), ...headers },
    ...payload,
  };
}

/** Percent-encodes. Half a surrogate pair has no percent-encoding and becomes U+FFFD. */
export function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

export function withHeader(inputs: Inputs, name: string, value: string): Inputs {
  return { ...inputs, headers: { ...inputs.headers, [name]: value } };
}

// Visible US-ASCII (RFC 9110, 5.5). White space at the ends is not part of the value.
export function isHeaderText(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}

export function hasPattern({ contract }: Source, schemaPointer: string): boolean {
  return shapeOf(contract.document, schemaPointer).keywords.pattern !== undefined;
}

function encodedTexts(source: Source, pointer: string): fc.Arbitrary<string> {
  return source.valid(pointer).map((value) => encode(String(value)));
}

/** Whether the schema of a parameter allows a text. A URL and a header hold text only: `10` is a number there. */
export function isValidText({ validate }: Contract, pointer: string, text: string): boolean {
  const isValid = (value: unknown) => validate(pointer, value).length === 0;
  const value = parseJson(text);
  return isValid(text) || (value !== undefined && isValid(value));
}

// Of free text, only short ones: a server refuses long headers before it reads them.
function headerTexts(source: Source, pointer: string): fc.Arbitrary<string> {
  const { type, pattern } = shapeOf(source.contract.document, pointer).keywords;
  if (type === 'string' && pattern === undefined)
    return fc.string().filter((text) => isValid(source, pointer, text));
  return source.valid(pointer).map(String).filter(isHeaderText);
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
