/** What a target runs and serves: read before anything is tested, because the answer explains the rest. */

import { isObject, type JsonObject } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { Unreachable } from '../../lib/reach.ts';
import { compareVersions, parseVersion } from '../../taxonomy/version.ts';

export interface Identity {
  /** Of the data that the target serves; null where it does not tell. */
  readonly version: string | null;
  readonly checksum: string | null;
  readonly contract: { readonly version: string; readonly checksum: string } | null;
  readonly relation: Relation;
}

/** Of the target's contract to ours. */
export type Relation = 'same' | 'older' | 'another' | 'unknown';

/** @throws Unreachable when nothing answers; whatever answers is for the tests to oracle. */
export async function readIdentity(contract: Contract, url: string): Promise<Identity> {
  const path = contract.operations.find(({ id }) => id === 'getVersion')?.path ?? '';
  const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) }).catch(() => {
    throw new Unreachable(`nothing answers at ${url}`);
  });
  const body = asObject(await response.json().catch(() => undefined));
  const data = { version: textOrNull(body.version), checksum: textOrNull(body.checksum) };
  const { version, checksum } = asObject(body.contract);
  if (typeof version !== 'string' || typeof checksum !== 'string') {
    return { ...data, contract: null, relation: 'unknown' };
  }
  const told = { version, checksum };
  return { ...data, contract: told, relation: relationOf(told, contract) };
}

/** Whether the target verify the data of the examples. */
export function servesExamples(contract: Contract, { version, checksum }: Identity): boolean {
  const scenario = scenariosOf(contract).find(({ operation }) => operation.id === 'getVersion');
  const example = asObject(scenario?.response.body);
  return version !== null && version === example.version && checksum === example.checksum;
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
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
