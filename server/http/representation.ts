/** A body made ready once: its bytes in every encoding, each with its own validator. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type BrotliOptions,
  brotliCompress,
  brotliCompressSync,
  constants,
  gzip as gzipCompress,
  gzipSync,
} from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Variant {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** Strong (RFC 9110, 8.8.3): the hash of exactly these bytes, in quotes. */
  readonly etag: string;
}

/** `Body` is the type that was serialised; it makes one ready answer no substitute for another. */
export class Representation<Body> {
  readonly identity: Variant;
  /** Smaller than the identity, best first. */
  readonly compressed: readonly Variant[];
  /** Its Content-Type. */
  readonly type: string;
  declare readonly body: Body;

  constructor(identity: Variant, compressed: readonly Variant[], type: string) {
    this.identity = identity;
    this.type = type;
    this.compressed = compressed.filter(({ bytes }) => bytes.length < identity.bytes.length);
  }
}

// Below this the way to another thread and back takes several times as long as the compression itself.
const worthAThread = 16_384;

// A tree of 10 MB takes 1 s at quality 9, a quarter of that at 5, for a ninth more bytes; one of 40 KB 1.5 ms
// at 9, and fifty at 11.
const smallBytes = 2 ** 20;

function compressNow(bytes: Buffer) {
  return { br: brotliCompressSync(bytes, brotliOptions(bytes)), gzip: gzipSync(bytes) };
}

async function compress(bytes: Buffer) {
  const [br, gzip] = await Promise.all([brotliInThread(bytes, brotliOptions(bytes)), gzipInThread(bytes)]);
  return { br, gzip };
}

const brotliInThread = promisify(brotliCompress);
const gzipInThread = promisify(gzipCompress);

// The window fits the body, because a small body spends most of its time on allocating one.
function brotliOptions({ length }: Buffer): BrotliOptions {
  const window = Math.ceil(Math.log2(length + 16));
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MIN_WINDOW_BITS, BROTLI_MAX_WINDOW_BITS } =
    constants;
  return {
    params: {
      [BROTLI_PARAM_QUALITY]: length < smallBytes ? 9 : 5,
      [BROTLI_PARAM_LGWIN]: Math.min(Math.max(window, BROTLI_MIN_WINDOW_BITS), BROTLI_MAX_WINDOW_BITS),
    },
  };
}

/** Compresses and hashes. */
export async function represent<Body>(bytes: Buffer, type: string): Promise<Representation<Body>> {
  const { br, gzip } = bytes.length < worthAThread ? compressNow(bytes) : await compress(bytes);
  return new Representation(variant('identity', bytes), [variant('br', br), variant('gzip', gzip)], type);
}

function variant(encoding: Encoding, bytes: Buffer): Variant {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  return { encoding, bytes, etag };
}
