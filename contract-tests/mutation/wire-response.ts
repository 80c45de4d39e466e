/** Reads and changes the bodies of responses, compressed or not. */
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { WireResponse } from '../http/forward.ts';

const codings = {
  br: { decode: brotliDecompressSync, encode: brotliCompressSync },
  gzip: { decode: gunzipSync, encode: gzipSync },
  identity: { decode: (bytes: Buffer) => bytes, encode: (bytes: Buffer) => bytes },
};

function codingOf({ headers }: WireResponse) {
  const name = headers['content-encoding'];
  return codings[name === 'br' || name === 'gzip' ? name : 'identity'];
}

/** The body, decompressed. */
export function textOf(response: WireResponse): string {
  return response.body.length === 0 ? '' : codingOf(response).decode(response.body).toString();
}

/** The response with another body, compressed like the original one. */
export function withText(response: WireResponse, text: string): WireResponse {
  // Compressing again could change the bytes.
  if (text === textOf(response)) return response;
  const body = codingOf(response).encode(Buffer.from(text));
  return { ...withHeader(response, 'content-length', String(body.length)), body };
}

/** The response with another value of a header; undefined removes the header. */
export function withHeader(response: WireResponse, name: string, value: string | undefined): WireResponse {
  const { [name]: _, ...others } = response.headers;
  return { ...response, headers: value === undefined ? others : { ...others, [name]: value } };
}

/** The parsed JSON body; undefined without one. */
export function jsonOf(response: WireResponse): unknown {
  const isJson = /[/+]json\b/.test(response.headers['content-type'] ?? '');
  return isJson && response.body.length > 0 ? JSON.parse(textOf(response)) : undefined;
}

/** The response with one value of its JSON changed. */
export function withJson(
  response: WireResponse,
  path: readonly string[],
  change: (value: unknown) => unknown,
): WireResponse {
  return withText(response, JSON.stringify(changed(JSON.parse(textOf(response)), path, change)));
}

function changed(value: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
    throw new Error(`the body has no ${name}`);
  }
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, change);
  return copy;
}
