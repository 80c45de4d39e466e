/** What a target runs and serves. It is read before the tests, because it explains their results. */

import semver from 'semver';
import { identityOperation } from '../../contract/identity.ts';
import { parseJson } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import type { Build } from '../../server/build/read-build.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { asObject } from '../cases/negative-case.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { probe } from '../http/probe.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
import type { Target } from '../model.ts';

export interface Identity {
  /** The version of the data that the target serves; null when the target does not report it. */
  readonly version: string | null;
  /** The checksum of the same data. */
  readonly checksum: string | null;
  readonly contract: { readonly version: string; readonly checksum: string } | null;
  /** What the target was built from; null when it runs from sources, or does not report it. */
  readonly build: Build | null;
  readonly relation: Relation;
}

/** How the contract of the target compares with ours. `breaking`: newer, and it breaks clients of ours. */
export type Relation = 'same' | 'older' | 'newer' | 'breaking' | 'another' | 'unknown';

/**
 * A response of any status gives an identity. The tests decide whether the response is right.
 * @throws Unreachable when there is no response
 */
export async function readIdentity(contract: Contract, url: string): Promise<Identity> {
  const { body } = await probe(url, identityRequest(contract));
  return identityIn(contract, body);
}

/** The request whose response says which API it is. */
export function identityRequest(contract: Contract): PlannedRequest {
  const { path } = identityOperation(contract) ?? { path: '/' };
  return { method: 'GET', path, headers: { accept: 'application/json, application/problem+json' } };
}

/** By the versions alone, a newer contract of the same major version breaks nothing. */
export function identityIn(contract: Contract, text: string | undefined): Identity {
  const body = asObject(parseJson(text ?? ''));
  const { id, commit } = asObject(body.build);
  const data = {
    version: textOrNull(body.version),
    checksum: textOrNull(body.checksum),
    build: typeof id === 'string' ? { id, ...(typeof commit === 'string' && { commit }) } : null,
  };
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
export async function servedRelease(contract: Contract, target: Target): Promise<Release> {
  const served = target.servesExamples
    ? undefined
    : await readRelease(contract, createSend(target.url, target));
  return served ?? defaultRelease;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function relationOf(theirs: { version: string; checksum: string }, ours: Contract): Relation {
  if (theirs.checksum === ours.checksum) return 'same';
  if (!semver.valid(theirs.version) || !semver.valid(ours.version)) return 'another';
  const order = semver.compare(theirs.version, ours.version);
  if (order === 0) return 'another';
  if (order < 0) return 'older';
  return semver.major(theirs.version) === semver.major(ours.version) ? 'newer' : 'breaking';
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
    case 'newer':
      return `The target runs a newer contract, ${theirs}; ours is ${expected}.`;
    case 'breaking':
      return `The target runs a newer contract that breaks clients of ours, ${theirs}; ours is ${expected}.`;
    case 'another':
      return `The target runs another contract, ${theirs}; ours is ${expected}.`;
    case 'unknown':
      return `The target does not say which contract it runs; ours is ${expected}.`;
  }
}
