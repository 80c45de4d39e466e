// The other side of prepare-in-thread.ts: prepares one release, and ends. In JavaScript, because a thread does
// not inherit the loader of TypeScript from its process.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { prepare } = await import('./prepare.ts');

const { currentJson, bodyJson, history, now } = workerData;
const release = JSON.parse(new TextDecoder().decode(currentJson));
const outcome = prepare({ release, history, body: JSON.parse(bodyJson), now });
parentPort?.postMessage(JSON.stringify(outcome));
