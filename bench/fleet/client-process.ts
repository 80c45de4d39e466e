/** Real clients in a process of their own. It sends what happens to them and when; of `inStep`, the difference. */
import { createTaxonomySync, memoryStorage } from '../../client/src/sync/index.ts';

const [, , baseUrl = '', count, intervalMs] = process.argv;
const tell = (counted: Record<string, number>) => process.send?.({ at: Date.now(), counted });

async function countedFetch(url: string, init: RequestInit): Promise<Response> {
  tell({ requests: 1 });
  const response = await fetch(url, init).catch(() => undefined);
  if (!response?.ok) tell({ failed: 1 });
  return response ?? Response.error();
}

const clients: ReturnType<typeof createTaxonomySync>[] = [];
const options = { baseUrl, interval: Number(intervalMs), storage: memoryStorage(), fetch: countedFetch };
for (let client = 0; client < Number(count); client += 1)
  setTimeout(() => clients.push(createTaxonomySync(options)), Math.random() * options.interval);
// Told that a release is published: who has the one of before is not in step.
let [old, before] = ['', 0];
process.on('message', () => {
  old = clients[0]?.state.version ?? '';
});
setInterval(() => {
  const inStep = clients.filter(({ state }) => state.status === 'fresh' && state.version !== old).length;
  tell({ inStep: inStep - before });
  before = inStep;
}, 500);
