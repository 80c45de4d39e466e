/** The other side of prepare-in-thread.ts: prepares one release, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Release } from '../../taxonomy/tree.ts';
import type { Schema } from '../operation-types.ts';
import { type Order, prepare } from './prepare.ts';

/** What the thread is started with: trees as JSON text. */
export interface ThreadData extends Pick<Order, 'history' | 'now'> {
  readonly currentJson: Uint8Array;
  readonly bodyJson: string;
}

const { currentJson, bodyJson, history, now }: ThreadData = workerData;
const release: Release = JSON.parse(new TextDecoder().decode(currentJson));
const body: Schema['ReleaseRequest'] = JSON.parse(bodyJson);
parentPort?.postMessage(JSON.stringify(prepare({ release, history, body, now })));
