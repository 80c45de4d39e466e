import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Source } from './generator.ts';
import { shapeOf } from './shape.ts';

/** The inputs of an operation as the wire carries them: percent-encoded where it asks for that. */
export interface Inputs {
  readonly path: Readonly<Record<string, string>>;
  /** In order; a name may come twice. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of `body`. */
  readonly text?: string;
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

/** For path and query. Half a surrogate pair has no form there. */
export function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

export function withHeader(inputs: Inputs, name: string, value: string): Inputs {
  return { ...inputs, headers: { ...inputs.headers, [name]: value } };
}

// Visible US-ASCII (RFC 9110, 5.5); white space at the ends is no part of it.
export function isHeaderText(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}

export function hasPattern({ contract }: Pick<Source, 'contract'>, schemaPointer: string): boolean {
  return shapeOf(contract.document, schemaPointer).keywords.pattern !== undefined;
}
