/** Looks at a target before a run: whether it is this API, which contract it serves, its origins and its quota. */
import { parseContract } from '../../contract/contract.ts';
import type { Contract } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { documentPaths } from '../../contract/served-document.ts';
import { longestSumSeconds, type Patience } from '../http/patience.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { probe } from '../http/probe.ts';
import { defaultOrigin } from '../plan.ts';
import { originRemedy } from '../report/remedies.ts';
import { isWrite, needsCredentials } from '../writes.ts';
import { describeIdentity, type Identity, identityIn, identityRequest } from './identity.ts';
import { describeWrongTarget, isThisApi, WrongTarget } from './wrong-target.ts';

export interface Look {
  readonly identity: Identity;
  /** Sentences for a person. */
  readonly notes: readonly string[];
  readonly quota?: Quota;
}

/** What is left of the quota, and the quota of each window of time. */
export interface Quota {
  readonly left: number;
  readonly requests: number;
  readonly seconds: number;
}

interface LookOptions {
  /** As --origin names it. */
  readonly origin?: string | undefined;
  readonly patience: Patience;
  readonly timeoutMs?: number;
}

/**
 * @throws Unreachable when nothing answers, and WrongTarget when something else does
 */
export async function lookAt(contract: Contract, url: string, options: LookOptions): Promise<Look> {
  const ask = (request: PlannedRequest) =>
    options.patience.obey(() => probe(url, request, options.timeoutMs));
  const received = await ask(identityRequest(contract));
  if (!isThisApi(contract, received))
    throw new WrongTarget(await describeWrongTarget(contract, url, received));
  const identity = await compared(identityIn(contract, received.body), contract, ask);
  const quota = await readQuota(contract, ask);
  const notes = [
    describeIdentity(identity, contract),
    ...(identity.relation === 'newer' ? [compatible] : []),
    ...(await originNotes(contract, options.origin, ask)),
  ];
  return { identity, notes, ...(quota && { quota }) };
}

type Ask = (request: PlannedRequest) => ReturnType<typeof probe>;

const compatible = 'It only adds to ours. --compatible reads its responses as a client of our contract does.';

/** A newer contract of the same major version may break clients all the same. The served document shows it. */
async function compared(identity: Identity, ours: Contract, ask: Ask): Promise<Identity> {
  if (identity.relation !== 'newer') return identity;
  const { status, body = '' } = await ask({ method: 'GET', path: documentPaths.yaml, headers: {} });
  // Where the documents are not exposed, the version decides.
  if (status !== 200) return identity;
  const isTheirs = contractIn(body)?.checksum === identity.contract?.checksum;
  // Loaded when needed, because it loads a linter.
  const { findChanges } = await import('../../contract/authoring/diff/changes.ts');
  const changes = isTheirs ? await findChanges(ours.text, body) : [];
  return changes.some(({ level }) => level === 'major') ? { ...identity, relation: 'breaking' } : identity;
}

function contractIn(text: string): Contract | undefined {
  try {
    return parseContract(text);
  } catch {
    return undefined;
  }
}

async function originNotes(contract: Contract, given: string | undefined, ask: Ask): Promise<string[]> {
  const origin = given ?? defaultOrigin;
  const { path } = identityRequest(contract);
  const headers = { origin, 'access-control-request-method': 'GET' };
  const preflight = await ask({ method: 'OPTIONS', path, headers });
  const allowed = preflight.headers['access-control-allow-origin'];
  if (allowed === '*' || allowed === origin) return [];
  if (given === undefined)
    return [`The target does not allow every origin. ${originRemedy} Without it, the checks of CORS fail.`];
  return [`The target does not allow --origin ${origin}. Its checks of CORS fail. ${originRemedy}`];
}

/** Responses to POST say it; those to GET may come from a cache. */
export async function readQuota(contract: Contract, ask: Ask): Promise<Quota | undefined> {
  const operation = contract.operations.find(
    (one) =>
      one.method === 'post' &&
      !isWrite(one) &&
      !needsCredentials(one) &&
      one.responses.get(200)?.headers.has('ratelimit'),
  );
  const scenario = operation && completeScenarios(operation).find(({ status }) => status === 200);
  if (!scenario) return undefined;
  const { headers } = await ask(scenario.request);
  const number = (header: string, name: string) =>
    Number(new RegExp(`\\b${name}=(\\d+)`).exec(String(headers[header]))?.[1]);
  const quota = {
    left: number('ratelimit', 'r'),
    requests: number('ratelimit-policy', 'q'),
    seconds: number('ratelimit-policy', 'w'),
  };
  return Object.values(quota).some(Number.isNaN) ? undefined : quota;
}

/** Says when a quota is not enough for a run of so many requests, and what follows. Undefined when it is. */
export function describeQuota({ left, requests, seconds }: Quota, sent: number): string | undefined {
  if (sent <= left) return undefined;
  const windows = Math.ceil((sent - left) / Math.max(1, requests));
  const has = `This run uses at least ${sent} requests, and the quota has ${left} (${requests} in ${seconds} s).`;
  const remedy = 'Raise RATE_LIMIT at the target.';
  if (windows * seconds > longestSumSeconds)
    return `${has} A run waits ${longestSumSeconds} s at most, so it will fail. ${remedy}`;
  return `${has} It will wait about ${windows * seconds} s. ${remedy}`;
}
