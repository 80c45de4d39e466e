/** What a target runs and serves. It is read before the tests, because it explains their results. */
import { identityOperation } from '../../contract/identity.ts';
import type { Contract } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { Unreachable } from '../../lib/reach.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { compareVersions, parseVersion } from '../../taxonomy/version.ts';
import { asObject } from '../cases/negative-case.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
import type { Target } from '../model.ts';

export interface Identity {
  /** The version of the data that the target serves; null when the target does not report it. */
  readonly version: string | null;
  /** The checksum of the same data. */
  readonly checksum: string | null;
  readonly contract: { readonly version: string; readonly checksum: string } | null;
  readonly relation: Relation;
}

/** How the contract of the target compares with ours. */
export type Relation = 'same' | 'older' | 'another' | 'unknown';

/**
 * A response of any status gives an identity. The tests decide whether the response is right.
 * @throws Unreachable when there is no response
 */
export async function readIdentity(contract: Contract, url: string): Promise<Identity> {
  const { path } = identityOperation(contract) ?? { path: '/' };
  const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(60_000) }).catch(() => {
    throw new Unreachable(`nothing answers at ${url}`);
  });
  const body = asObject(await response.json().catch(() => undefined));
  const data = { version: textOrNull(body.version), checksum: textOrNull(body.checksum) };
  const { version, checksum } = asObject(body.contract);
  if (typeof version !== 'string' || typeof checksum !== 'string') {
    return { ...data, contract: null, relation: 'unknown' };
  }
  const reported = { version, checksum };
  return { ...data, contract: reported, relation: relationOf(reported, contract) };
}

/** Whether the target serves the data of the examples. */
export function servesExamples(contract: Contract, { version, checksum }: Identity): boolean {
  const operation = identityOperation(contract);
  const scenario = operation && completeScenarios(operation).find(({ status }) => status === 200);
  const example = asObject(scenario?.response.body);
  return version !== null && version === example.version && checksum === example.checksum;
}

/**
 * The release that the target serves. A target whose release cannot be read fails its own test cases; the default
 * release is then good enough to make the requests.
 */
export async function servedRelease(
  contract: Contract,
  { url, servesExamples, behindProxy }: Target,
): Promise<Release> {
  const served = servesExamples ? undefined : await readRelease(contract, createSend(url, behindProxy));
  return served ?? defaultRelease;
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
  const expected = `${ours.version} (${ours.checksum.slice(0, 8)})`;
  switch (relation) {
    case 'same':
      return `The target runs the same contract, ${expected}.`;
    case 'older':
      return `The target runs an older contract, ${theirs}; ours is ${expected}.`;
    case 'another':
      return `The target runs another contract, ${theirs}; ours is ${expected}.`;
    case 'unknown':
      return `The target does not say which contract it runs; ours is ${expected}.`;
  }
}
