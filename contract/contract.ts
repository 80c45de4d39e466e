/** Reads the text of a bundle. `bundle-file.ts` reads the file. */
import { load } from 'js-yaml';
import { checksumOf, digestOf } from './digest.ts';
import { isObject } from './json.ts';
import type { Contract } from './model.ts';
import { preparedFor } from './prepared.ts';
import { readDocument } from './read-document.ts';
import { splitViews } from './views.ts';

export function parseContract(source: string): Contract {
  const prepared = preparedFor(digestOf(source));
  return readDocument({ text: source, ...(prepared ?? parseDocument(source)) }, prepared?.validators);
}

function parseDocument(source: string): Pick<Contract, 'document' | 'checksum'> {
  const document = load(source);
  if (!isObject(document)) throw new Error('the contract is not an OpenAPI document');
  return { document: splitViews(document), checksum: checksumOf(document) };
}
