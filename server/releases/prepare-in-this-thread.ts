/** The other side of prepare-in-thread.ts: prepares one release, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from './prepare.ts';

const { currentJson, bodyJson, history, now } = workerData;
const release = JSON.parse(new TextDecoder().decode(currentJson));
const outcome = prepare({ release, history, body: JSON.parse(bodyJson), now });
parentPort?.postMessage(JSON.stringify(outcome));
