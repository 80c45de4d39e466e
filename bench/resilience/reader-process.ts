import { routes } from '../../generated/operations.ts';
import { get, send } from '../requests/exchange.ts';

/** What the process sends when it is told to stop. */
export interface Read {
  /** Milliseconds. */
  readonly latencies: readonly number[];
  readonly failed: number;
}

const warmUp = 500;

const [, , origin = ''] = process.argv;
const latencies: number[] = [];
let failed = 0;
let isStopped = false;
process.once('message', () => {
  isStopped = true;
});
for (let reads = 0; !isStopped; reads += 1) {
  if (reads === warmUp) process.send?.('ready');
  const start = performance.now();
  const response = await send(origin, get(routes.listLayers.path)).catch(() => undefined);
  if (reads < warmUp) continue;
  latencies.push(performance.now() - start);
  if (response?.status !== 200) failed += 1;
}
process.send?.({ latencies, failed } satisfies Read, () => process.disconnect());
