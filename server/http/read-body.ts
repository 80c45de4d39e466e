/** Reads the bytes of request bodies. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { tooLarge } from '../../contract/refusals.ts';
import { Problem } from './problem.ts';

export function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}

/** The client closed the connection before the end of the body. */
export class BodyAborted extends Error {}

/**
 * Reads a body as it was sent. Bodies that are too long are not read to their end, or not at all.
 *
 * @param done gets a Problem, or BodyAborted, in place of the bytes
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  done: (result: Buffer | Error) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (result: Buffer | Error) => {
    request.off('data', take).off('end', takeAll).off('error', fail).off('close', abort);
    if (result instanceof Error) request.pause();
    done(result);
  };
  const refuse = () => end(new Problem('payload-too-large', tooLarge(maxBytes)));
  const take = (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) refuse();
    else chunks.push(chunk);
  };
  const takeAll = () => {
    const [first] = chunks;
    end(chunks.length === 1 && first ? first : Buffer.concat(chunks));
  };
  const abort = () => end(new BodyAborted('the client closed the connection'));
  // The watch of connections refuses with a Problem. Any other error is that of a connection which has ended.
  const fail = (error: Error) => (error instanceof Problem ? end(error) : abort());
  request.on('data', take).once('end', takeAll).once('error', fail).once('close', abort);
  if (request.destroyed) abort();
  else if (Number(request.headers['content-length'] ?? 0) > maxBytes) refuse();
  // Only now: a client that waits for it never sends a body that nobody reads (RFC 9110, 10.1.1).
  else if (request.headers.expect !== undefined && request.httpVersion === '1.1') response.writeContinue();
}

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** A taxonomy of 100,000 nodes compresses to an eighth. What expands more than this is made to fill the memory. */
const maxRatio = 100;

/** @throws Problem when the bytes are not in this encoding, or are too many without it */
export async function decodeBody(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  const decode = decoders.get(encoding);
  if (!decode)
    throw new Problem(
      'unsupported-media-type',
      `Send gzip, deflate, br or no encoding: unsupported content encoding "${encoding}".`,
    );
  const ratioBytes = bytes.length * maxRatio;
  try {
    return await decode(bytes, { maxOutputLength: Math.min(maxBytes, ratioBytes) });
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (!isTooLong) throw notInEncoding();
    const limit =
      maxBytes <= ratioBytes ? tooLarge(maxBytes) : `The body expands by more than ${maxRatio} times.`;
    throw new Problem('payload-too-large', limit);
  }
}

function notInEncoding(): Problem {
  const [pointer, detail] = ['/body', 'is not in the encoding that the header Content-Encoding says'];
  return new Problem('invalid-request', `${pointer} ${detail}`, { errors: [{ pointer, detail }] });
}
