import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { routes } from '../../generated/operations.ts';
import { answers } from '../../lib/reach.ts';

/**
 * Starts the built service once, on releases of its own, and has main.mjs keep the bytecode of all that ran
 * until the first answer.
 *
 * @throws when the service does not start; what it says goes to stderr.
 */
export async function keepCode(mainFile: string, codeFile: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'taxonomy-build-'));
  const child = fork(mainFile, {
    // Nothing of this environment: variables of a service, or flags for Node, may be meant for another process.
    env: { ENVIRONMENT: 'production', PORT: '0', DATA_DIR: dataDir },
    execArgv: [], // V8 takes bytecode only under the flags with which it was made.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.once('disconnect', () => child.kill());
  for await (const line of createInterface({ input: child.stdout as Readable })) {
    const { msg, url } = JSON.parse(line);
    if (msg !== 'listening') continue;
    if (await answers(`${url}${routes.getHealth.path}`)) child.send('keep code');
    else child.kill();
  }
  await rm(dataDir, { recursive: true });
  if (!existsSync(codeFile)) throw new Error('the service that was built does not start');
}
