import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { bundleFile } from '../bundle-file.ts';
import { parseContract } from '../contract.ts';
import type { Contract } from '../model.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reaches deep into a document whose parts it knows
export type EditedDocument = any;

// Read once: reading the text takes longer than most tests.
const bundled = load(readFileSync(bundleFile, 'utf8'));

/** Our contract. @param edit changes the document */
export function editedContract(edit: (document: EditedDocument) => void): Contract {
  const document = structuredClone(bundled);
  edit(document);
  return parseContract(JSON.stringify(document));
}

/** Our contract with more paths. Their operations are open, unless they have security of their own. */
export function contractWithPaths(paths: object): Contract {
  return editedContract((document) => {
    document.security = [];
    Object.assign(document.paths, paths);
  });
}
