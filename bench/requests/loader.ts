import { spawnSync } from 'node:child_process';
import type { Loader } from './load.ts';
import { putLoadWithAutocannon } from './load-autocannon.ts';
import { putLoadWithWrk } from './load-wrk.ts';

/** wrk where it is installed: it asks faster than any server here answers, which autocannon does not. */
export function chooseLoader(): Loader {
  const isInstalled = spawnSync('wrk', ['--version']).error === undefined;
  return isInstalled
    ? { name: 'wrk', put: putLoadWithWrk }
    : { name: 'autocannon', put: putLoadWithAutocannon };
}
