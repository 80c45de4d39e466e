/** What a bench needs of the machine: cores, memory, installed commands. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { execa, execaSync } from 'execa';

export interface Machine {
  readonly node: string;
  readonly cpu: string;
}

export function describeMachine(): Machine {
  return { node: process.version, cpu: cpus()[0]?.model ?? 'unknown' };
}

/**
 * Pins the servers to one core and this process, which makes the load, to another.
 * @returns false when the machine cannot do it; servers and load then compete for the same cores
 */
export function separateCores(servers: readonly { readonly pid?: number }[]): boolean {
  if (availableParallelism() < 2) return false;
  return servers.every(({ pid }) => pin(pid, 0)) && pin(process.pid, 1);
}

// -a pins all threads. taskset exists on Linux only.
function pin(pid: number | undefined, core: number): boolean {
  return execaSync('taskset', ['-acp', String(core), String(pid)], { reject: false }).exitCode === 0;
}

/** The resident memory of a process in MB of 10⁶ bytes; undefined on systems other than Linux. */
export async function residentMb(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s*(\d+) kB/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}

/** Whether the command can be started. Its exit code does not count: `wrk --version` exits 1. */
export async function isInstalled(command: string): Promise<boolean> {
  return (await execa(command, ['--version'], { reject: false })).exitCode !== undefined;
}
