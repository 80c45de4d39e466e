/**
 * Publishes under stress and checks the store: every acknowledged release is stored, none is stored by half, and
 * versions strictly rise.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { checksum } from '../../../taxonomy/canonical.ts';
import { applyChanges } from '../../../taxonomy/change.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import { openStore, type StoreOptions } from '../open-store.ts';
import type { ReleaseStore } from '../store.ts';
import { type Publisher, startPublisher } from './publishers.ts';

export interface StormReport {
  readonly acknowledged: number;
  /** Tried and not acknowledged: interrupted by a kill, or refused because the other publisher was first. */
  readonly failed: number;
  /** Stored and not acknowledged: interrupted after the commit. */
  readonly unacknowledged: number;
  readonly faults: readonly StormFailure[];
}

export interface StormFailure {
  /** `lost`: acknowledged and not stored; `ended`: a publisher failed without being killed. */
  readonly kind: 'lost' | 'half' | 'doubled' | 'disorder' | 'ended';
  readonly detail: string;
}

/**
 * Kills a process while it publishes, `rounds` times, and starts the next one on the same store.
 *
 * @param nodes in each release: with more nodes, a kill has more time to interrupt a publication.
 */
export async function killStorm(target: StoreOptions, rounds: number, nodes = 10_000): Promise<StormReport> {
  const publishers: Publisher[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const publisher = startPublisher({ target, nodes });
    publishers.push(publisher);
    // The first one takes longer than the others.
    await publisher.next('published');
    await publisher.next('publishing');
    const start = performance.now();
    await publisher.next('published');
    const publishMs = performance.now() - start;
    await publisher.next('publishing');
    // Each round kills at a later moment between the first byte and the acknowledgement.
    await sleep(((round + Math.random()) / rounds) * publishMs);
    publisher.kill();
    await publisher.ended;
  }
  return inspect(target, publishers);
}

/** Two processes publish `rounds` releases between them, each as fast as it can. */
export async function raceStorm(target: StoreOptions, rounds: number): Promise<StormReport> {
  const publishers = [Math.ceil(rounds / 2), Math.floor(rounds / 2)].map((releases) =>
    startPublisher({ target, releases, nodes: 100 }),
  );
  const codes = await Promise.all(publishers.map((publisher) => publisher.ended));
  const report = await inspect(target, publishers);
  const failures = codes.filter((code) => code !== 0);
  const ended = failures.map(
    (code): StormFailure => ({ kind: 'ended', detail: `A publisher ended with ${code}.` }),
  );
  return { ...report, faults: [...ended, ...report.faults] };
}

async function inspect(target: StoreOptions, publishers: readonly Publisher[]): Promise<StormReport> {
  const tried = publishers.flatMap((publisher) => publisher.tried);
  const acknowledged = publishers.flatMap((publisher) => publisher.acknowledged);
  const isUnacknowledged = (version: string) => tried.includes(version) && !acknowledged.includes(version);
  const store = await openStore(target);
  const versions = (await store.list()).map((release) => release.version).reverse();
  const faults = [
    ...findLost(acknowledged, versions),
    ...findDisorder(versions),
    ...(await findHalf(store, versions)),
  ];
  await store.close();
  return {
    acknowledged: acknowledged.length,
    failed: tried.length - acknowledged.length,
    unacknowledged: versions.filter(isUnacknowledged).length,
    faults,
  };
}

function findLost(acknowledged: readonly string[], versions: readonly string[]): StormFailure[] {
  const stored = new Set(versions);
  const lost = acknowledged.filter((version) => !stored.has(version));
  const doubled = acknowledged.filter((version, index) => acknowledged.indexOf(version) < index);
  return [
    ...lost.map((it): StormFailure => ({ kind: 'lost', detail: `${it} was acknowledged and is lost.` })),
    ...doubled.map((it): StormFailure => ({ kind: 'doubled', detail: `${it} was acknowledged twice.` })),
  ];
}

function findDisorder(versions: readonly string[]): StormFailure[] {
  const faults: StormFailure[] = [];
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    const order = before === undefined ? -1 : compareVersions(before, version);
    if (order === 0) faults.push({ kind: 'doubled', detail: `${version} is stored twice.` });
    if (order > 0) faults.push({ kind: 'disorder', detail: `${version} follows ${before}.` });
  }
  return faults;
}

/** Checks that each release has its complete tree, and that its reverse delta leads to the release before. */
async function findHalf(store: ReleaseStore, versions: readonly string[]): Promise<StormFailure[]> {
  const faults: StormFailure[] = [];
  const reverses = new Map((await store.history()).map(({ version, changes }) => [version, changes]));
  let before: Release | undefined;
  for (const version of versions) {
    const release = await store.get(version);
    const isWhole = release !== undefined && checksum(release) === release.checksum;
    const changes = reverses.get(version);
    const leadsBack =
      release && changes && (!before || checksum(applyChanges(release, changes)) === before.checksum);
    if (!isWhole || !leadsBack) faults.push({ kind: 'half', detail: `${version} is not whole.` });
    before = release;
  }
  return faults;
}
