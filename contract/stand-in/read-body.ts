import { isObject } from '../json.ts';
import type { Contract, Operation } from '../model.ts';
import { kindOf, MalformedPayload, readPayload } from '../payload.ts';
import { findMedia, type RequestFailure, requestFailure, tooLarge } from '../refusals.ts';
import { invalidRequest, type MockRequest, type Refusal } from './model.ts';

export interface ReadBody {
  /** As an example would write it. Undefined when there is no body. */
  readonly value?: unknown;
  /** The first place where the body breaks its schema. */
  readonly failures: readonly RequestFailure[];
}

/** The body of a request, or why it cannot be read. */
export async function readBody(
  contract: Contract,
  { requestBody }: Operation,
  { headers, body }: MockRequest,
): Promise<ReadBody | Refusal> {
  if (!requestBody || (!requestBody.required && body.length === 0)) return { failures: [] };
  const { maxBytes = Infinity } = requestBody;
  const { 'content-type': contentType = '' } = headers;
  const media = findMedia(requestBody, contentType);
  if (typeof media === 'string') return { slug: 'unsupported-media-type', detail: media };
  if (body.length > maxBytes) return { slug: 'payload-too-large', detail: tooLarge(maxBytes) };
  const malformed = (message: string, within = '') =>
    invalidRequest([{ pointer: `/body${within}`, message }], contract);
  if (body.length === 0) return malformed('is missing');
  try {
    const payload = { ...media, contentType, bytes: new Uint8Array(body) };
    const value = await readPayload(contract, payload);
    const [failure] = contract.validate(media.schemaPointer, value);
    return {
      value: ['binary', 'multipart'].includes(kindOf(media.mediaType)) ? await asExample(value) : value,
      failures: failure ? [requestFailure('/body', failure)] : [],
    };
  } catch (error) {
    if (!(error instanceof MalformedPayload)) throw error;
    return malformed(error.message, error.pointer);
  }
}

// In an example, binary data is text.
async function asExample(value: unknown): Promise<unknown> {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Blob) return value.text();
  if (Array.isArray(value)) return Promise.all(value.map(asExample));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(
    async ([name, member]) => [name, await asExample(member)] as const,
  );
  return Object.fromEntries(await Promise.all(members));
}
