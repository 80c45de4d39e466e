/** Prepares one release in a thread started by prepare-in-thread.ts, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ReverseDelta } from '../../taxonomy/history.ts';
import { prepareRelease } from '../../taxonomy/publication.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { Schema } from '../operation-types.ts';

/** What the thread is started with: trees as JSON text. */
export interface ThreadData {
  readonly currentJson: Uint8Array;
  readonly bodyJson: string;
  readonly history: readonly ReverseDelta[];
  readonly now: Date;
}

const { currentJson, bodyJson, history, now }: ThreadData = workerData;
const current: Release = JSON.parse(new TextDecoder().decode(currentJson));
const taxonomy: Schema['ReleaseRequest'] = JSON.parse(bodyJson);
const { bump, note } = taxonomy;
const preparation = prepareRelease({ current, history, taxonomy, bump, note, now });
parentPort?.postMessage(JSON.stringify(preparation));
