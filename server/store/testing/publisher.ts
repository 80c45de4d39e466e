/** A process that publishes one release after another, and says so before and after. */
import { writeSync } from 'node:fs';
import { openStore } from '../open-store.ts';
import { VersionConflict } from '../store.ts';
import type { PublisherOrders } from './publishers.ts';
import { sampleRelease, versionAfter } from './sample-release.ts';

const { target, releases, nodes }: PublisherOrders = JSON.parse(process.argv[2] ?? '');
const store = await openStore(target);
for (let left = releases ?? Number.POSITIVE_INFINITY; left > 0; ) {
  const [current] = await store.list();
  const release = sampleRelease(versionAfter(current!.version), nodes);
  say(`publishing ${release.version}`);
  try {
    await store.publish(release, current!.version);
  } catch (error) {
    if (error instanceof VersionConflict) continue;
    throw error;
  }
  say(`published ${release.version}`);
  left -= 1;
}
await store.close();

// Not console.log, which may still hold what it was given when the process is killed.
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
