import { load } from 'js-yaml';
import { readContract } from '../bundle-file.ts';
import { parseContract } from '../contract.ts';
import type { Contract } from '../model.ts';

/** Our contract with more paths. Their operations are open, unless they have security of their own. */
export function contractWithPaths(paths: object): Contract {
  const document = load(readContract().text) as { readonly paths: object };
  return parseContract(JSON.stringify({ ...document, security: [], paths: { ...document.paths, ...paths } }));
}
