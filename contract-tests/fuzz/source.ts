import type { Contract } from '../../contract/contract.ts';
import { createSchemas, type Schemas } from '../../contract/schemas.ts';
import { readRelease } from '../laws/inquiry.ts';
import { createSend } from '../send.ts';
import { knownValues } from './known-values.ts';

/** What requests are generated from. */
export interface Source {
  readonly contract: Contract;
  readonly schemas: Schemas;
  /** Strings that mean something to the target; each is used wherever a schema takes it. */
  readonly known: readonly string[];
}

export async function readSource(contract: Contract, url: string): Promise<Source> {
  const release = await readRelease(contract, createSend(url));
  return { contract, schemas: createSchemas(contract), known: knownValues(contract, release) };
}
