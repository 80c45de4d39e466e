/** Reads the text of a bundle. `bundle-file.ts` reads the file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { load } from 'js-yaml';
import { isObject } from './json.ts';
import { type DocumentLocation, members, required, text } from './location.ts';
import type { Contract } from './model.ts';
import { preparedFor } from './prepared.ts';
import { readOperations } from './read-operations.ts';

export function parseContract(source: string): Contract {
  const checksum = bytesToHex(sha256(utf8ToBytes(source)));
  const document = preparedFor(checksum)?.document ?? load(source);
  if (!isObject(document)) throw new Error('the contract is not an OpenAPI document');
  const root = { document, pointer: '', value: document };
  return {
    document,
    text: source,
    version: text(required(root, 'info'), 'version'),
    checksum,
    operations: readOperations(root),
    problems: readProblems(root),
  };
}

function readProblems(root: DocumentLocation): Contract['problems'] {
  const schemas = required(required(root, 'components'), 'schemas');
  const catalogue = required(required(schemas, 'ProblemType'), 'x-problems');
  return new Map(
    members(catalogue).map(([slug, problem]) => [
      slug,
      {
        status: Number(required(problem, 'status').value),
        title: text(problem, 'title'),
        description: text(problem, 'description'),
        remedy: text(problem, 'remedy'),
      },
    ]),
  );
}
