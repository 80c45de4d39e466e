import { text } from 'node:stream/consumers';
import { neutralEnvironment, startNode } from '../../lib/process.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';

/** Requests that `npm run contract -- --fuzz` generates, as a process: bench/ does not import contract-tests/. */
export async function benchGenerated(runs: number): Promise<Expectation[]> {
  const report = await withService({}, async ({ origin }) => {
    const args = ['--url', origin, '--fuzz', '--runs', String(runs)];
    const env = { ...neutralEnvironment(), NO_COLOR: '1' };
    const child = startNode(['scripts/contract.ts', ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    return child.stdout ? text(child.stdout) : '';
  });
  const statuses = new Map(
    [...report.matchAll(/(\d+) ×\s+(\d{3})/g)].map(([, count, status]) => [Number(status), Number(count)]),
  );
  if (statuses.size === 0) throw new Error(`no requests were generated:\n${report}`);
  const sum = (isOne: (status: number) => boolean) =>
    [...statuses].reduce((total, [status, count]) => total + (isOne(status) ? count : 0), 0);
  const kinds = /(\d+) kinds fail/.exec(report)?.[1];
  return [
    expectation(
      'generated requests',
      sum(() => true),
      '',
    ),
    expectation(
      '… 503',
      sum((status) => status === 503),
      '',
    ),
    expectation(
      '… other 5xx',
      sum((status) => status >= 500 && status !== 503),
      '',
      0,
    ),
    expectation('… kinds that the contract does not allow', Number(kinds), '', 0),
  ];
}
