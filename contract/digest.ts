import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { JsonObject } from './json.ts';

/** The SHA-256 of a text, in hexadecimal digits. */
export function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The checksum of the contract. Each service serves it with servers of its own. */
export function checksumOf({ servers: _, ...common }: JsonObject): string {
  return digestOf(canonicalize(common) ?? '');
}
