import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from './project.ts';

// Longer than the API gives the requests under way.
const patienceMs = 12_000;

/** Our own TypeScript as a process beside this one, on the same terminal. */
export function startChild(script: string, env: NodeJS.ProcessEnv): ChildProcess {
  const args = ['--import', 'tsx', script];
  return spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Asks each child to end, and makes it when it does not. */
export async function stopChildren(children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(children.filter(isRunning).map(stopChild));
}

async function stopChild(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill();
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(impatience);
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;
