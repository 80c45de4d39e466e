/** Signed statements: DSSE envelopes (github.com/secure-systems-lab/dsse, protocol 1.0.2) with ed25519 (RFC 8032). */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  /** Empty for a statement that nobody signed. */
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

const payloadType = 'application/vnd.in-toto+json';

/** @param key an ed25519 private key; without it, the envelope is unsigned */
export function seal(statement: object, key: KeyObject | undefined): Envelope {
  const bytes = Buffer.from(JSON.stringify(statement));
  return {
    payloadType,
    payload: bytes.toString('base64'),
    signatures: key
      ? [{ keyid: keyId(createPublicKey(key)), sig: sign(null, encode(bytes), key).toString('base64') }]
      : [],
  };
}

/** @returns the statement @throws Error with one sentence when it is not signed by this key */
export function open({ payloadType: type, payload, signatures }: Envelope, key: KeyObject): unknown {
  if (type !== payloadType) throw new Error(`It is of the type ${type}, not ${payloadType}.`);
  if (signatures.length === 0) throw new Error('It is not signed.');
  const bytes = Buffer.from(payload, 'base64');
  const own = signatures.filter(({ keyid }) => keyid === keyId(key));
  if (own.length === 0)
    throw new Error(
      `It is signed with the key ${signatures[0]?.keyid.slice(0, 12)}, not with ${keyId(key).slice(0, 12)}.`,
    );
  if (!own.some(({ sig }) => verify(null, encode(bytes), key, Buffer.from(sig, 'base64'))))
    throw new Error('Its signature does not fit its content: it was changed.');
  return JSON.parse(bytes.toString());
}

/** What is signed: the type and the bytes with their lengths, so that neither can be taken for the other. */
function encode(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `), bytes]);
}

/** SHA-256 of the public key. */
export function keyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

/** @throws Error with the file when it holds no ed25519 key */
export function readPrivateKey(file: string): KeyObject {
  return readKey(file, createPrivateKey);
}

export function readPublicKey(file: string): KeyObject {
  return readKey(file, createPublicKey);
}

function readKey(file: string, create: (text: string) => KeyObject): KeyObject {
  try {
    const key = create(readFileSync(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The message of OpenSSL tells an operator nothing.
  }
  throw new Error(`${file} holds no ed25519 key in PEM. To make one: openssl genpkey -algorithm ed25519`);
}
