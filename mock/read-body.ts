import { isObject } from '../contract/json.ts';
import type { Contract, Operation, SchemaFailure } from '../contract/model.ts';
import { kindOf, MalformedPayload, readContentType, readPayload } from '../contract/payload.ts';
import { invalidRequest, type MockRequest, type Refusal } from './model.ts';

export interface ReadBody {
  /** As an example would write it. Undefined when there is no body. */
  readonly value?: unknown;
  /** Where the body breaks its schema. */
  readonly failures: readonly SchemaFailure[];
}

/** The body of a request, or why it cannot be read. */
export async function readBody(
  contract: Contract,
  { requestBody }: Operation,
  { headers, body }: MockRequest,
): Promise<ReadBody | Refusal> {
  if (!requestBody || (!requestBody.required && body.length === 0)) return { failures: [] };
  const { content, maxBytes = Infinity } = requestBody;
  const { 'content-type': contentType = '' } = headers;
  const { mediaType, isUtf8 } = readContentType(contentType);
  const media = content.get(mediaType);
  if (!media || !isUtf8) return unsupported(contentType, [...content.keys()]);
  if (body.length > maxBytes)
    return { slug: 'payload-too-large', detail: `The body is larger than ${maxBytes} bytes.` };
  if (body.length === 0) return invalidRequest([{ pointer: '/body', detail: 'is missing' }]);
  try {
    const payload = { ...media, mediaType, contentType, bytes: new Uint8Array(body) };
    const value = await readPayload(contract, payload);
    const failures = contract.validate(media.schemaPointer, value);
    return {
      value: ['binary', 'multipart'].includes(kindOf(mediaType)) ? await asExample(value) : value,
      failures: failures.map(({ pointer, detail }) => ({ pointer: `/body${pointer}`, detail })),
    };
  } catch (error) {
    if (!(error instanceof MalformedPayload)) throw error;
    return invalidRequest([{ pointer: '/body', detail: error.message }]);
  }
}

function unsupported(contentType: string, mediaTypes: readonly string[]): Refusal {
  const detail = `The Content-Type is ${contentType || 'missing'}. Send ${mediaTypes.join(' or ')} in UTF-8.`;
  return { slug: 'unsupported-media-type', detail };
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
