/**
 * What must hold whatever happens to publishers: every acknowledged release is there, none is half there,
 * versions strictly rise.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { checksum } from '../../../taxonomy/canonical.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import { openStore, type StoreOptions } from '../open-store.ts';
import { type Publisher, startPublisher } from './publishers.ts';

export interface StormReport {
  readonly acknowledged: number;
  /** Tried and not acknowledged: cut off by a kill, or lost to the other publisher. */
  readonly failed: number;
  /** Stored and not acknowledged: cut off after the commit. */
  readonly unacknowledged: number;
  /** What is wrong, a sentence each. */
  readonly faults: readonly string[];
}

const bundled = 2;

/** Kills a process in the middle of publishing, `rounds` times, and starts the next on what it left. */
export async function killStorm(target: StoreOptions, rounds: number): Promise<StormReport> {
  const publishers: Publisher[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const publisher = startPublisher({ target, nodes: 10_000 });
    publishers.push(publisher);
    await publisher.nextTry();
    await publisher.nextTry();
    await sleep(Math.random() * 30);
    publisher.child.kill('SIGKILL');
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
  const ended = codes.filter((code) => code !== 0).map((code) => `A publisher ended with ${code}.`);
  return { ...report, faults: [...ended, ...report.faults] };
}

async function inspect(target: StoreOptions, publishers: readonly Publisher[]): Promise<StormReport> {
  const tries = publishers.reduce((sum, { tried }) => sum + tried.length, 0);
  const acknowledged = publishers.flatMap((publisher) => publisher.acknowledged);
  const store = await openStore(target);
  const versions = (await store.list()).map((release) => release.version).reverse();
  const faults: string[] = [];
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    if (before && compareVersions(before, version) >= 0) faults.push(`${version} follows ${before}.`);
    const release = await store.get(version);
    if (!release || checksum(release) !== release.checksum) faults.push(`${version} is not whole.`);
  }
  await store.close();
  const stored = new Set(versions);
  for (const version of acknowledged) {
    if (!stored.has(version)) faults.push(`${version} was acknowledged and is lost.`);
  }
  if (new Set(acknowledged).size < acknowledged.length) faults.push('A version was acknowledged twice.');
  return {
    acknowledged: acknowledged.length,
    failed: tries - acknowledged.length,
    unacknowledged: versions.length - bundled - acknowledged.length,
    faults,
  };
}
