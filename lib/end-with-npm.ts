import { execaSync } from 'execa';

const pollMs = 500;

/**
 * Calls back when the npm that started this process has ended without passing on a signal, as after SIGKILL. Between
 * npm and this process there may be a shell, which stays.
 */
export function endWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const { stdout = '' } = execaSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { reject: false });
  const npm = Number(/^ *(\d+) \S*sh$/m.exec(stdout)?.[1] ?? parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    stop();
  }, pollMs).unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
