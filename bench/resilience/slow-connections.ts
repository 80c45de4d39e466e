import { execa } from 'execa';
import { routes } from '../../generated/operations.ts';
import { isInstalled } from '../lib/machine.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';
import { readDuring } from './reader.ts';

const kinds = {
  headers: ['-H', '-u', routes.listLayers.path],
  bodies: ['-B', '-f', 'application/json', '-s', '8000', '-u', routes.convertBatch.path],
  'reads of responses': [
    '-X',
    '-k',
    '3',
    '-n',
    '5',
    '-w',
    '512',
    '-y',
    '1024',
    '-z',
    '32',
    '-u',
    routes.getTaxonomy.path,
  ],
};
const goalMs = 200;

/** What others wait while slowhttptest keeps many connections that hardly advance. */
export async function benchSlowConnections(
  count: number,
  seconds: number,
  print: (line: string) => void,
): Promise<Expectation[]> {
  const can = await isInstalled('slowhttptest');
  if (!can) print('  Skipped: slowhttptest is not installed.');
  const rows: Expectation[] = [];
  for (const [kind, options] of Object.entries(kinds)) {
    const what = `p99 of reads beside ${count} slow ${kind}`;
    if (!can) {
      rows.push(expectation(what, undefined, 'ms', goalMs));
      continue;
    }
    const { p99Ms, failed } = await withService({}, ({ origin }) =>
      readDuring(origin, async () => {
        const args = [...options.slice(0, -1), `${origin}${options.at(-1)}`];
        const load = ['-c', String(count), '-r', String(count / 4), '-l', String(seconds), '-i', '3'];
        // It exits with 0 or 1, by what its own probe saw.
        await execa('slowhttptest', [...load, ...args], { reject: false, stdio: 'ignore' });
      }),
    );
    rows.push(expectation(what, p99Ms, 'ms', goalMs), expectation('… reads that failed', failed, '', 0));
  }
  return rows;
}
