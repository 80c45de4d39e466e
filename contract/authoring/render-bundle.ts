import { checksumOf } from '../digest.ts';
import type { JsonObject } from '../json.ts';

/**
 * The text of `bundle.ts`. It is a module, because browsers, Node and bundlers agree on no way to import JSON, and the
 * document is a text in it, because the compiler would otherwise infer a type of 10,000 lines.
 */
export function renderBundle(document: JsonObject): string {
  const json = JSON.stringify(document).replaceAll(/[\\']/g, '\\$&');
  return `/** The checksum of the contract. */
export const checksum: string = '${checksumOf(document)}';

/** The document as JSON. */
export const bundle: string =
  '${json}';
`;
}
