/** Which contract a target runs: said before anything is tested, because the answer explains the rest. */
import type { Contract } from '../contract/contract.ts';
import { isObject } from '../contract/json.ts';
import { compareVersions, parseVersion } from '../taxonomy/version.ts';

export interface Identity {
  /** Of the data that the target serves; null where it does not tell. */
  readonly version: string | null;
  readonly contract: { readonly version: string; readonly checksum: string } | null;
  readonly relation: Relation;
}

/** Of the target's contract to ours. */
export type Relation = 'same' | 'older' | 'another' | 'unknown';

export async function readIdentity(contract: Contract, url: string): Promise<Identity> {
  const path = contract.operations.find(({ id }) => id === 'getVersion')?.path ?? '';
  const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) });
  const body: unknown = await response.json().catch(() => undefined);
  const version = isObject(body) && typeof body.version === 'string' ? body.version : null;
  const theirs = isObject(body) && isObject(body.contract) ? body.contract : {};
  if (typeof theirs.version !== 'string' || typeof theirs.checksum !== 'string') {
    return { version, contract: null, relation: 'unknown' };
  }
  const told = { version: theirs.version, checksum: theirs.checksum };
  return { version, contract: told, relation: relationOf(told, contract) };
}

function relationOf(theirs: { version: string; checksum: string }, ours: Contract): Relation {
  if (theirs.checksum === ours.checksum) return 'same';
  return isVersion(theirs.version) && compareVersions(theirs.version, ours.version) < 0 ? 'older' : 'another';
}

function isVersion(text: string): boolean {
  try {
    parseVersion(text);
    return true;
  } catch {
    return false;
  }
}

/** One line for a person. */
export function describeIdentity({ contract, relation }: Identity, ours: Contract): string {
  const theirs = contract && `${contract.version} (${contract.checksum.slice(0, 8)})`;
  const own = `${ours.version} (${ours.checksum.slice(0, 8)})`;
  switch (relation) {
    case 'same':
      return `The target runs the same contract, ${own}.`;
    case 'older':
      return `The target runs an older contract, ${theirs}; ours is ${own}.`;
    case 'another':
      return `The target runs another contract, ${theirs}; ours is ${own}.`;
    case 'unknown':
      return `The target does not tell which contract it runs; ours is ${own}.`;
  }
}
