import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { countNodes } from '../../taxonomy/tree.ts';
import type { ServedSnapshot } from '../snapshots/snapshot.ts';
import { type Order, type Outcome, prepare } from './prepare.ts';
import type { ThreadData } from './prepare-worker.ts';

// Up to here it is done sooner than a thread has started; 100,000 would keep every reader waiting for seconds.
const nodesWorthAThread = 4000;

/** Prepares the release that follows the one of the snapshot; readers do not wait for it. */
export async function prepareAside(
  { taxonomy: { release }, tree }: ServedSnapshot,
  { history, body, now }: Omit<Order, 'release'>,
): Promise<Outcome> {
  if (countNodes(body).totalItems + body.aliases.length < nodesWorthAThread)
    return prepare({ release, history, body, now });
  await nextTurn();
  // There and back as JSON: sending the nodes themselves would block this thread for twice as long.
  const workerData: ThreadData = {
    currentJson: tree.identity.bytes,
    bodyJson: JSON.stringify(body),
    history,
    now,
  };
  const thread = new Worker(new URL('./prepare-worker.mjs', import.meta.url), { workerData });
  const [outcomeJson] = await once(thread, 'message');
  const outcome: Outcome = JSON.parse(outcomeJson);
  await nextTurn();
  return outcome;
}
