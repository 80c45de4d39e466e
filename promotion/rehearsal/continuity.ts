/** What clients notice while builds come and go: requests at a steady rate during promotions, rollbacks and kills. */
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { identityOperation } from '../../contract/identity.ts';
import { startNode } from '../../lib/process.ts';
import { until } from '../../lib/until.ts';
import { buildFolder, contractOf } from '../builds.ts';
import { lockLedger, readLedger } from '../evidence/ledger.ts';
import type { Build } from '../model.ts';
import { promote } from '../promote.ts';
import { repair } from '../repair.ts';
import type { TierState } from '../state-table.ts';
import { startSupervisor } from '../supervisor/supervisor.ts';
import { readTiers, type Tier } from '../tier.ts';
import { readRecord } from '../tier-record.ts';
import { type LoadReport, startLoad } from './load.ts';
import { changeBuild, createRehearsal, install, onlyGates, optionsFor } from './rehearsal.ts';

export interface ContinuityReport {
  readonly requests: number;
  /** Failed requests, but those on connections of a process that was killed. */
  readonly lost: readonly string[];
  /** Those on connections of a process that was killed. */
  readonly broken: number;
  /** The build that is live in the end: the one before, or the new one. */
  readonly live: 'old' | 'new' | 'another';
  readonly state: TierState;
  /** What the next command said of an interruption. */
  readonly story?: string;
  /** Milliseconds from the red watch to the switch back. */
  readonly backMs?: number;
}

interface Stage {
  readonly root: string;
  readonly tier: Tier;
  readonly old: Build;
  readonly next: Build;
}

type Action = (stage: Stage) => Promise<Partial<ContinuityReport> & { readonly killedAt?: number }>;

export const rehearsals: Readonly<Record<string, { readonly code?: string; readonly run: Action }>> = {
  'a promotion': { run: ({ root, next }) => promoteTo(root, next) },
  'a build that fails after the switch': {
    code: failing(),
    run: ({ root, next }) => promoteTo(root, next),
  },
  'the new build is killed while it is watched': {
    run: async ({ root, next, tier }) => {
      const promoted = promoteTo(root, next);
      await inState(tier, 'switched');
      const killedAt = await killBuild(tier, next);
      return { killedAt, ...(await promoted) };
    },
  },
  'the old build is killed in the middle of the switch': {
    run: async ({ root, next, tier, old }) => {
      const promoted = promoteTo(root, next);
      await inState(tier, 'verified');
      const killedAt = await killBuild(tier, old);
      await promoted;
      return { killedAt };
    },
  },
  ...Object.fromEntries(
    (['candidate', 'verified', 'switched', 'watched'] as const).map((state) => [
      `the promoting process is killed in the state ${state}`,
      { run: (stage: Stage) => killPromotion(stage, state) },
    ]),
  ),
};

/** @param build of the sources; each rehearsal has tiers of its own */
export async function rehearse(name: string, build: Build): Promise<ContinuityReport> {
  const rehearsal = rehearsals[name];
  if (!rehearsal) throw new Error(`There is no rehearsal "${name}".`);
  const root = await createRehearsal();
  const supervisor = await startSupervisor(root, () => {});
  try {
    const tier = readTiers(root).staging;
    const old = await install(root, 'staging', build);
    const next = changeBuild(build, rehearsal.code);
    const url = `${tier.url}${identityOperation(contractOf(build))?.path ?? ''}`;
    const began = performance.now();
    const stop = startLoad(url);
    await sleep(300);
    const { killedAt, ...more } = await rehearsal.run({ root, tier, old, next });
    await sleep(300);
    const load = await stop();
    const { live, state } = readRecord(tier.folder);
    const which = live?.id === old.id ? 'old' : live?.id === next.id ? 'new' : 'another';
    readLedger(root);
    return {
      ...judge(load, killedAt === undefined ? undefined : killedAt - began),
      live: which,
      state,
      ...more,
    };
  } finally {
    await supervisor.close();
  }
}

const brokenForMs = 2000;

function judge({ requests, failures }: LoadReport, killedMs: number | undefined) {
  const isBroken = ({ atMs, isConnection }: LoadReport['failures'][number]) =>
    killedMs !== undefined && isConnection && atMs >= killedMs - 50 && atMs < killedMs + brokenForMs;
  const lost = failures
    .filter((failure) => !isBroken(failure))
    .map(({ atMs, reason }) => `${atMs} ms: ${reason}`);
  return { requests, lost, broken: failures.length - lost.length };
}

async function promoteTo(root: string, { folder }: Build): Promise<{ backMs?: number }> {
  let red: number | undefined;
  let backMs: number | undefined;
  await promote(
    root,
    optionsFor('staging', { build: folder, watchMs: 1500, gates: onlyGates() }),
    (event) => {
      if (event.kind === 'red') red = performance.now();
      if (event.kind === 'back' && red !== undefined) backMs = performance.now() - red;
    },
  );
  return backMs === undefined ? {} : { backMs: Math.round(backMs * 10) / 10 };
}

async function killPromotion({ root, tier, next }: Stage, state: TierState) {
  const child = startNode(['promotion/rehearsal/promote-process.ts', root, next.folder]);
  // The state "watched" lasts until the ledger has its line: a few milliseconds, or as long as its lock is held.
  const unlock = state === 'watched' ? lockLedger(root) : undefined;
  await inState(tier, state);
  child.kill('SIGKILL');
  await child;
  (await unlock)?.();
  const { story } = await repair(root, tier);
  return story === undefined ? {} : { story };
}

function inState({ folder }: Tier, state: TierState): Promise<boolean> {
  return until(async () => readRecord(folder).state === state, {
    timeoutMs: 200_000,
    pollMs: 1,
    timedOut: () => new Error(`The tier was never ${state}; it is ${readRecord(folder).state}.`),
  });
}

/** @returns when */
async function killBuild({ folder }: Tier, { id }: Build): Promise<number> {
  const { stdout } = await execa('pgrep', ['-f', buildFolder(folder, id)]);
  for (const pid of stdout.split('\n')) process.kill(Number(pid), 'SIGKILL');
  return performance.now();
}

/** One operation fails for clients, and not on a copy, where it is verified. */
function failing(): string {
  return `import { OutgoingMessage } from 'node:http';
const end = OutgoingMessage.prototype.end;
OutgoingMessage.prototype.end = function (...args) {
  if (/layers$/.test(this.req?.originalUrl ?? '')) this.statusCode = 500;
  return end.apply(this, args);
};`;
}
