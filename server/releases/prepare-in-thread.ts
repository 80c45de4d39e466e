import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Preparation, prepareRelease } from '../../taxonomy/publication.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import type { Schema } from '../operation-types.ts';
import type { ServedSnapshot } from '../snapshots/served-snapshot.ts';
import type { ThreadData } from './prepare-worker.ts';

// Below this number, preparing is faster than starting a thread. 100,000 nodes would block every reader for seconds.
const nodesWorthAThread = 4000;

/** Prepares the release that would follow the one of the snapshot, without blocking readers. */
export async function prepareAside(
  { taxonomy: { release }, tree }: ServedSnapshot,
  { history, body, now }: Pick<ThreadData, 'history' | 'now'> & { readonly body: Schema['ReleaseRequest'] },
): Promise<Preparation> {
  if (countNodes(body).totalItems + body.aliases.length < nodesWorthAThread)
    return prepareRelease({
      current: release,
      history,
      taxonomy: body,
      bump: body.bump,
      note: body.note,
      now,
    });
  await nextTurn();
  // Sent and returned as JSON: sending the nodes themselves would block this thread for twice as long.
  const workerData: ThreadData = {
    currentJson: tree.identity.bytes,
    bodyJson: JSON.stringify(body),
    history,
    now,
  };
  const thread = new Worker(new URL('./prepare-worker.mjs', import.meta.url), { workerData });
  const [json] = await once(thread, 'message');
  const preparation: Preparation = JSON.parse(json);
  await nextTurn();
  return preparation;
}
