/** The inputs of an operation, written as a request has them, and read as a server reads them. */
import type fc from 'fast-check';
import type { Contract, Operation, Parameter, RequestBody } from '../../contract/model.ts';
import { memberOf, parseQuery, readParameter, writeQuery } from '../../contract/parameter-values.ts';
import { expandPath } from '../../contract/paths.ts';
import { contentTypeOf, fieldsOf, formValue, kindOf } from '../../contract/payload.ts';
import { unknownNames } from '../../contract/unknown-query.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import type { Faulty, Inputs } from './model.ts';

export const noInputs: Inputs = { path: {}, query: [], headers: {} };

/** Of two values of the same input, the later counts. A query has both. */
export function joined(...parts: readonly Inputs[]): Inputs {
  return {
    ...Object.assign({}, ...parts),
    path: Object.assign({}, ...parts.map(({ path }) => path)),
    query: parts.flatMap(({ query }) => query),
    headers: Object.assign({}, ...parts.map(({ headers }) => headers)),
  };
}

export function requestOf(operation: Operation, inputs: Inputs): PlannedRequest {
  const { path: values, query, headers, ...body } = inputs;
  const expanded = expandPath(operation.path, values, (encoded) => encoded);
  return {
    method: operation.method.toUpperCase(),
    path: query.length > 0 ? `${expanded}?${query.join('&')}` : expanded,
    headers: { accept: '*/*', ...headers },
    ...body,
  };
}

/** The inputs of a request. */
export function inputsOf(contract: Contract, { path, headers, body, text }: PlannedRequest): Inputs {
  const [pathname = '', ...search] = path.split('?');
  return {
    path: Object.fromEntries(contract.find(pathname).values),
    query: search.join('?').split('&').filter(Boolean),
    headers,
    ...(body !== undefined && { body }),
    ...(text !== undefined && { text }),
  };
}

/** One parameter. @param value as JSON */
export function written(parameter: Parameter, value: unknown): Inputs {
  if (parameter.in === 'query') return { ...noInputs, query: writeQuery(parameter, value) };
  return raw(parameter, parameter.in === 'path' ? encode(String(value)) : String(value));
}

/** One parameter. @param text as it is sent */
export function raw({ in: location, name }: Parameter, text: string): Inputs {
  switch (location) {
    case 'path':
      return { ...noInputs, path: { [name]: text } };
    case 'query':
      return { ...noInputs, query: [`${encode(name)}=${text}`] };
    case 'header':
      return { ...noInputs, headers: { [name.toLowerCase()]: text } };
  }
}

export function without({ in: location, name, style }: Parameter, inputs: Inputs): Inputs {
  const isOwn = (pair: string) =>
    parseQuery(pair).some(
      ([key]) => key === name || (style === 'deepObject' && memberOf(name, key) !== undefined),
    );
  if (location === 'query') return { ...inputs, query: inputs.query.filter((pair) => !isOwn(pair)) };
  const { [name.toLowerCase()]: _, ...headers } = inputs.headers;
  return location === 'header' ? { ...inputs, headers } : inputs;
}

/** Whether a request can have this part: an empty segment, or one of dots, would make another path. */
export function isSendable({ path, headers }: Inputs): boolean {
  return (
    !Object.values(path).some((segment) => ['', '.', '..'].includes(segment)) &&
    // Visible US-ASCII (RFC 9110, 5.5). White space at the ends is not part of the value.
    Object.values(headers).every((text) => /^[!-~](?:[ -~]*[!-~])?$/.test(text))
  );
}

/** @param path the values in the path: two of one segment may be read in another way than they were written */
export function allows(
  contract: Contract,
  parameter: Parameter,
  inputs: Inputs,
  path: ReadonlyMap<string, string> = new Map(Object.entries(inputs.path)),
): boolean {
  const query = parseQuery(inputs.query.join('&'));
  const value = readParameter(contract, parameter, { path, query, headers: inputs.headers });
  if (value === undefined) return !parameter.required;
  return contract.validate(parameter.schemaPointer, value).length === 0;
}

/** The parameters that are wrong, and those that are unknown. Undefined where the path is of another operation. */
export function refusedParameters(
  contract: Contract,
  operation: Operation,
  inputs: Inputs,
): string[] | undefined {
  const [path = ''] = requestOf(operation, inputs).path.split('?');
  const { operations, values } = contract.find(path);
  if (!operations.includes(operation)) return undefined;
  const wrong = operation.parameters.filter((parameter) => !allows(contract, parameter, inputs, values));
  return [...wrong.map(({ name }) => name), ...unknownNames(operation, parseQuery(inputs.query.join('&')))];
}

/** Inputs with one fault. */
export function faulty(
  valid: fc.Arbitrary<Inputs>,
  name: string,
  status: number,
  change: (inputs: Inputs) => Inputs = (inputs) => inputs,
): Faulty {
  return valid.map((inputs) => ({ inputs: change(inputs), fault: { name, status } }));
}

export function withHeader(inputs: Inputs, name: string, value: string): Inputs {
  return { ...inputs, headers: { ...inputs.headers, [name]: value } };
}

/** Inputs whose body is sent with a change. */
export function withText({ body, ...inputs }: Inputs, change: (text: string) => string): Inputs {
  return { ...inputs, text: change(payload({ ...inputs, body })) };
}

export function withBody(inputs: Inputs, mediaType: string, body: unknown): Inputs {
  const { text: _, ...others } = inputs;
  return { ...withHeader(others, 'content-type', contentTypeOf(mediaType)), body };
}

/** Whether the schema of a media type allows a body when it has been sent: a form, for example, holds texts only. */
export function allowsBody(
  contract: Contract,
  { content }: RequestBody,
  mediaType: string,
  body: unknown,
): boolean {
  const schemaPointer = content.get(mediaType)?.schemaPointer;
  if (schemaPointer === undefined || payload(withBody(noInputs, mediaType, body)) === '') return false;
  return contract.validate(schemaPointer, asRead(contract, mediaType, schemaPointer, body)).length === 0;
}

function asRead({ document }: Contract, mediaType: string, schemaPointer: string, body: unknown): unknown {
  switch (kindOf(mediaType)) {
    case 'json':
      return body;
    case 'form':
    case 'multipart': {
      const fields = fieldsOf(body).map(([name, text]): [string, string] => [name, wellFormed(text)]);
      return formValue(document, schemaPointer, fields);
    }
    default:
      return wellFormed(String(body));
  }
}

// Half a surrogate pair becomes U+FFFD, and a byte order mark at the beginning is not part of a text.
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd').replace(/^\ufeff/, '');
}

function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
