/** A process that publishes one release after another, and prints a line before and after each. */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { checksum } from '../../../taxonomy/canonical.ts';
import { reverseDelta } from '../../../taxonomy/history.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import { openStore } from '../open-store.ts';
import { type ReleaseStore, VersionConflict } from '../store.ts';
import type { PublisherOrders, Step } from './publishers.ts';
import { sampleRelease, versionAfter } from './sample-release.ts';

const { target, releases, nodes }: PublisherOrders = JSON.parse(process.argv[2] ?? '');
const { layers } = sampleRelease('1.0.0', nodes);
const store = await openStore(target);
let current = await loadCurrent(store);
for (let left = releases ?? Number.POSITIVE_INFINITY; left > 0; ) {
  const release = releaseAfter(current);
  print('publishing', release.version);
  try {
    await store.publish({ release, reverse: reverseDelta(release, current) }, current.version);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    current = await loadCurrent(store);
    continue;
  }
  print('published', release.version);
  current = release;
  left -= 1;
  // Lets another publisher get the lock; otherwise this one would take it again and there would be no race.
  await sleep(Math.random() * 10);
}
await store.close();

async function loadCurrent(from: ReleaseStore): Promise<Release> {
  const [info] = await from.list();
  const release = info && (await from.get(info.version));
  if (!release) throw new Error('the store is empty, but should have been seeded');
  return release;
}

/** Changes little, like a real release. */
function releaseAfter({ version: before }: Release): Release {
  const version = versionAfter(before);
  const renamed = layers.map((layer) => ({ ...layer, name: `Layer of ${version}` }));
  const taxonomy = { layers: renamed, aliases: [] };
  return { version, checksum: checksum(taxonomy), lastUpdated: '2026-01-01T00:00:00Z', ...taxonomy };
}

// Not console.log: it may not have written everything when the process is killed.
function print(step: Step, version: string): void {
  writeSync(1, `${step} ${version}\n`);
}
