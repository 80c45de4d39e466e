import { existsSync } from 'node:fs';
import { execaNode } from 'execa';
import { routes } from '../../generated/operations.ts';
import { answers } from '../../lib/reach.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';

/**
 * Starts the built service once, with new data, and lets main.mjs keep the bytecode of everything that ran until the
 * first response.
 *
 * @throws Error when the service does not start. Its stderr shows why.
 */
export async function keepCode(mainFile: string, codeFile: string): Promise<void> {
  const dataDir = createTemporaryFolder();
  const child = execaNode(mainFile, {
    // Without the variables of this process: they may be meant for another service, or hold flags for Node.
    env: {
      ENVIRONMENT: 'production',
      CORS_ORIGINS: 'http://localhost',
      PUBLIC_URL: 'http://localhost',
      PORT: '0',
      DATA_DIR: dataDir,
    },
    extendEnv: false,
    nodeOptions: [], // V8 accepts bytecode only under the flags with which it was made.
    stdin: 'ignore',
    stderr: 'inherit',
    ipc: true,
    serialization: 'json',
    reject: false,
  });
  child.once('disconnect', () => child.kill());
  for await (const line of child.iterable()) {
    const { msg, url } = JSON.parse(line);
    if (msg !== 'listening') continue;
    if (await answers(`${url}${routes.getHealth.path}`)) child.send('keep code');
    else child.kill();
  }
  await child;
  removeFolder(dataDir);
  if (!existsSync(codeFile)) throw new Error('the built service does not start');
}
