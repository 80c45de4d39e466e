import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';
import { send } from '../requests/exchange.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';
import { readDuring } from './reader.ts';

const largest = {
  method: 'POST',
  path: routes.convertBatch.path,
  headers: { 'Content-Type': 'application/json', Connection: 'close' },
  body: JSON.stringify({ direction: 'hfn-to-mfa', addresses: Array(10_000).fill('S.POP.HPM.001') }),
} as const;
const excess = 3;

/** The largest batches, three times as many as the service can convert, whether it responds or not. */
export function benchBatches(seconds: number): Promise<Expectation[]> {
  return withService({}, async ({ origin }) => {
    await capacityOf(origin, seconds / 2); // warms up
    const capacity = await capacityOf(origin, seconds);
    const quiet = await readDuring(origin, () => sleep(seconds * 1000));
    const counts = { 200: 0, 503: 0, wrong: 0 };
    const busy = await readDuring(origin, () => offer(origin, excess * capacity, seconds, counts));
    return [
      expectation('batches of 10,000, converted each second', capacity, ''),
      expectation(`… offered ${excess} × as many: converted`, counts[200], ''),
      expectation('… refused, 503 with Retry-After', counts[503], ''),
      expectation('… other responses, or none', counts.wrong, '', 0),
      expectation('… reads that failed meanwhile', busy.failed, '', 0),
      expectation('… p99 of reads without batches', quiet.p99Ms, 'ms'),
      expectation('… p99 of reads ÷ without batches', busy.p99Ms / quiet.p99Ms, '×', 2),
    ];
  });
}

/** Eight at a time, so that the service never waits for this process. */
async function capacityOf(origin: string, seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let converted = 0;
  const convert = async () => {
    while (performance.now() < end) if ((await send(origin, largest)).status === 200) converted += 1;
  };
  await Promise.all(Array.from({ length: 8 }, convert));
  return (converted * 1000) / (performance.now() - start);
}

async function offer(
  origin: string,
  perSecond: number,
  seconds: number,
  counts: Record<200 | 503 | 'wrong', number>,
): Promise<void> {
  const start = performance.now();
  const sent: Promise<void>[] = [];
  const sendOne = async () => {
    const { status, headers } = await send(origin, largest).catch(() => ({ status: 0, headers: {} }));
    if (status === 200) counts[200] += 1;
    else if (status === 503 && 'retry-after' in headers) counts[503] += 1;
    else counts.wrong += 1;
  };
  while (sent.length < perSecond * seconds) {
    const wait = start + (sent.length * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    sent.push(sendOne());
  }
  await Promise.all(sent);
}
