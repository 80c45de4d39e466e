import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { nodesByPath } from './flat.ts';
import type { Taxonomy } from './tree.ts';

/**
 * The text that is hashed for the checksum. It has one line for each node and alias: a JSON object in the form
 * of RFC 8785. Its only key is the HFN path (or alias path); its value holds the node's own members, or the
 * alias's target. Lines are sorted by the UTF-16 code units of their paths and end with `\n`. Version and times
 * are not included.
 */
export function canonicalForm(taxonomy: Taxonomy): string {
  const values = new Map<string, object>(nodesByPath(taxonomy));
  for (const { alias, target } of taxonomy.aliases) values.set(alias, { target });
  const lines = [...values.keys()]
    .sort()
    .map((path) => `{${JSON.stringify(path)}:${canonicalize(values.get(path))}}\n`);
  return lines.join('');
}

/** SHA-256 of the canonical form in UTF-8, as 64 lower-case hexadecimal digits. */
export function checksum(taxonomy: Taxonomy): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalForm(taxonomy))));
}
