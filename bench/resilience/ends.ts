import { setTimeout as sleep } from 'node:timers/promises';
import { keepBusy } from '../../server/testing/busy-clients.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';

/** Ends busy services with SIGTERM. A request is lost when it was sent and got neither 200 nor ECONNREFUSED. */
export async function benchEnds(times: number, print: (line: string) => void): Promise<Expectation[]> {
  let completed = 0;
  let lost = 0;
  for (let time = 0; time < times; time += 1)
    await withService({}, async ({ origin, child }) => {
      const clients = keepBusy(origin);
      await sleep(500 + Math.random() * 500);
      child.kill('SIGTERM');
      const reasons = await clients.untilRefused();
      completed += clients.completed();
      lost += reasons.length;
      for (const reason of reasons) print(`  lost: ${reason}`);
      await child;
    });
  return [
    expectation(`requests of 20 clients until ${times} × SIGTERM`, completed, ''),
    expectation('… lost', lost, '', 0),
  ];
}
