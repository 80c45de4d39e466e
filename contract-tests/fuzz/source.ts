import type { Contract } from '../../contract/model.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
import type { Source } from './generator.ts';
import { knownValues } from './known-values.ts';
import { validValues } from './valid-values.ts';

/** @param texts what means something to the target; each is used wherever a schema takes it. */
export function createSource(contract: Contract, texts: readonly string[]): Source {
  const source: Source = {
    contract,
    known: remember((pointer) => texts.filter((text) => contract.validate(pointer, text).length === 0)),
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
