/** A precomputed body: its bytes in every encoding, each with its own ETag. */
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

/** `Body` is the type that was serialised. The compiler refuses the precomputed response of another operation. */
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

// Below this size, going to another thread and back takes several times as long as compressing.
const threadMinBytes = 16_384;

// Measured: a tree of 10 MB takes 1 s at quality 9; quality 5 takes a quarter of that for a ninth more bytes. A tree
// of 40 KB takes 1.5 ms at quality 9 and 50 ms at 11.
const highQualityMaxBytes = 2 ** 20;

function compressNow(bytes: Buffer) {
  return { br: brotliCompressSync(bytes, brotliOptions(bytes)), gzip: gzipSync(bytes) };
}

async function compress(bytes: Buffer) {
  const [br, gzip] = await Promise.all([brotliInThread(bytes, brotliOptions(bytes)), gzipInThread(bytes)]);
  return { br, gzip };
}

const brotliInThread = promisify(brotliCompress);
const gzipInThread = promisify(gzipCompress);

// The window is as large as the body: for a small body, allocating the default window takes most of the time.
function brotliOptions({ length }: Buffer): BrotliOptions {
  const window = Math.ceil(Math.log2(length + 16));
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MIN_WINDOW_BITS, BROTLI_MAX_WINDOW_BITS } =
    constants;
  return {
    params: {
      [BROTLI_PARAM_QUALITY]: length < highQualityMaxBytes ? 9 : 5,
      [BROTLI_PARAM_LGWIN]: Math.min(Math.max(window, BROTLI_MIN_WINDOW_BITS), BROTLI_MAX_WINDOW_BITS),
    },
  };
}

/** Compresses and hashes the bytes of a body. */
export async function represent<Body>(bytes: Buffer, type: string): Promise<Representation<Body>> {
  const { br, gzip } = bytes.length < threadMinBytes ? compressNow(bytes) : await compress(bytes);
  return new Representation(variant('identity', bytes), [variant('br', br), variant('gzip', gzip)], type);
}

function variant(encoding: Encoding, bytes: Buffer): Variant {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  return { encoding, bytes, etag };
}
