/** What runs at each tier: what it says itself, beside what the records and the ledger say. */

import { identityOperation } from '../../contract/identity.ts';
import type { Contract } from '../../contract/model.ts';
import { createSend } from '../../contract-tests/http/send.ts';
import { readRelease } from '../../contract-tests/invariants/checking-client.ts';
import { readIdentity } from '../../contract-tests/targets/identity.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { askContract, askHealth, type Health } from '../ask-tier.ts';
import { type LedgerLine, readLedger } from '../evidence/ledger.ts';
import { type TierName, tierNames } from '../model.ts';
import { explainInterruption } from '../repair.ts';
import { readTiers, type Tier } from '../tier.ts';
import { readRecord } from '../tier-record.ts';

export interface TierStatus {
  readonly tier: TierName;
  readonly url: string;
  /** Why nothing can be read; undefined when the tier answers. */
  readonly unreachable?: string;
  readonly served?: Served;
  readonly record: { readonly state: string; readonly build?: string; readonly reason?: string };
  /** The last run of the contract tests that is in the ledger. */
  readonly lastCheck?: { readonly time: string; readonly passed: boolean };
  /** What does not fit together, one sentence each. */
  readonly warnings: readonly string[];
}

export interface Served {
  readonly health: Health;
  readonly release: { readonly version: string | null; readonly checksum: string | null };
  readonly contract: { readonly version: string; readonly checksum: string };
  /** Of 20 requests one after the other, in milliseconds. */
  readonly p95Ms: number;
}

/** The status, and what comparing the tiers needs. */
export interface ReadTier {
  readonly status: TierStatus;
  readonly contract?: Contract;
  readonly release?: Release;
}

const probes = 20;

export async function readStatus(root: string): Promise<ReadTier[]> {
  const tiers = readTiers(root);
  const ledger = readLedger(root);
  return Promise.all(tierNames.map((name) => readTier(tiers[name], ledger)));
}

async function readTier(tier: Tier, ledger: readonly LedgerLine[]): Promise<ReadTier> {
  const { name, url, folder } = tier;
  const record = readRecord(folder);
  const own = ledger.filter((line) => line.tier === name);
  // A promotion runs the contract tests on the candidate.
  const check = own.findLast(({ event }) => ['checked', 'check failed', 'promoted'].includes(event));
  const common = {
    tier: name,
    url,
    record: {
      state: record.state,
      ...(record.live && { build: record.live.id }),
      ...(record.reason !== undefined && { reason: record.reason }),
    },
    ...(check && { lastCheck: { time: check.time, passed: check.event !== 'check failed' } }),
  };
  const interrupted = explainInterruption(tier, record);
  const first = interrupted === undefined ? [] : [interrupted];
  if (record.state === 'empty') return { status: { ...common, warnings: first } };
  try {
    const contract = await askContract(url);
    const served = await readServed(url, contract);
    const warnings = [...first, ...differences(served.health, record.live?.id, own)];
    const release = await readRelease(contract, createSend(url));
    return { status: { ...common, served, warnings }, contract, ...(release && { release }) };
  } catch (error) {
    const unreachable = error instanceof Error ? error.message : String(error);
    return { status: { ...common, unreachable, warnings: first } };
  }
}

async function readServed(url: string, contract: Contract): Promise<Served> {
  const health = await askHealth(url, contract);
  const { version, checksum } = await readIdentity(contract, url);
  return {
    health,
    release: { version, checksum },
    contract: { version: contract.version, checksum: contract.checksum },
    p95Ms: await probe(`${url}${identityOperation(contract)?.path ?? ''}`),
  };
}

async function probe(url: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < probes; index += 1) {
    const started = performance.now();
    await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - started);
  }
  const sorted = times.sort((one, other) => one - other);
  return Math.round((sorted[Math.ceil(probes * 0.95) - 1] ?? 0) * 10) / 10;
}

/** Where the running build is not the one that was recorded. */
function differences(health: Health, recorded: string | undefined, own: readonly LedgerLine[]): string[] {
  const running = health.build?.id;
  const ledger = own.findLast(({ event }) => event === 'promoted' || event === 'rolled back')?.build.id;
  const short = (id: string | undefined) => id?.slice(0, 12) ?? 'no build';
  const found: string[] = [];
  if (running !== recorded) found.push(`runs ${short(running)}, and its record says ${short(recorded)}`);
  if (running !== ledger) found.push(`runs ${short(running)}, and the ledger says ${short(ledger)}`);
  return found;
}
