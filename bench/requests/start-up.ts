import { startApi } from '../lib/processes.ts';

/** Milliseconds from starting node until it has answered, for each start; the store is there. */
export async function timeStarts(dataDir: string, count: number): Promise<number[]> {
  await timeStart(dataDir); // fills the store, and the caches of the disk
  const times: number[] = [];
  while (times.length < count) times.push(await timeStart(dataDir));
  return times;
}

async function timeStart(dataDir: string): Promise<number> {
  const start = performance.now();
  const { stop } = await startApi(dataDir);
  const time = performance.now() - start;
  await stop();
  return time;
}
