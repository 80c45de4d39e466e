import type fc from 'fast-check';
import type { Contract } from '../../contract/contract.ts';
import { createSchemas, type Schemas } from '../../contract/schemas.ts';
import { readRelease } from '../laws/inquiry.ts';
import { createSend } from '../send.ts';
import { knownValues } from './known-values.ts';
import { validValues } from './valid-values.ts';

/** What requests are generated from. */
export interface Source {
  readonly contract: Contract;
  readonly schemas: Schemas;
  /** The strings that mean something to the target and that the schema at a pointer takes. */
  known(pointer: string): readonly string[];
  /** Values that keep the schema at a pointer. */
  valid(pointer: string): fc.Arbitrary<unknown>;
}

/** @param texts what means something to the target; each is used wherever a schema takes it. */
export function createSource(contract: Contract, texts: readonly string[]): Source {
  const schemas = createSchemas(contract);
  const source: Source = {
    contract,
    schemas,
    known: remember((pointer) => texts.filter((text) => schemas.validate(pointer, text).length === 0)),
    valid: remember((pointer) => validValues(source, pointer)),
  };
  return source;
}

export async function readSource(contract: Contract, url: string): Promise<Source> {
  const release = await readRelease(contract, createSend(url));
  return createSource(contract, knownValues(contract, release));
}

// Reading a long pattern takes longer than generating a hundred strings from it.
function remember<Result>(make: (pointer: string) => Result): (pointer: string) => Result {
  const made = new Map<string, Result>();
  return (pointer) => {
    const result = made.get(pointer) ?? make(pointer);
    made.set(pointer, result);
    return result;
  };
}
