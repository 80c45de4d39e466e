import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Servers on one core, load (this process) on another, so that they do not take each other's time. */
export function keepApart(servers: readonly { readonly pid?: number }[]): boolean {
  if (availableParallelism() < 2) return false;
  return servers.every(({ pid }) => pin(pid, 0)) && pin(process.pid, 1);
}

// With all its threads; taskset exists on Linux only.
function pin(pid: number | undefined, core: number): boolean {
  return spawnSync('taskset', ['-acp', String(core), String(pid)]).status === 0;
}
