/** The time that an edit of the contract takes with the tools' own commands, one after another. */
import { join } from 'node:path';
import { execa } from 'execa';
import { freePort } from '../../lib/ports.ts';
import { startNode, startServer, stopAll } from '../../lib/process.ts';
import { answers } from '../../lib/reach.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { until } from '../../lib/until.ts';
import { apiScript, readyPath } from '../lib/api.ts';

const commands = {
  redocly: 'node_modules/@redocly/cli/bin/cli.js',
  openapiTypescript: 'node_modules/openapi-typescript/bin/cli.js',
  prism: 'node_modules/@stoplight/prism-cli/dist/index.js',
};

/** Milliseconds to bundle, to make the types, to restart the mock and to restart the server, for each round. */
export async function timeTools(root: string, rounds: number): Promise<number[]> {
  const dataDir = createTemporaryFolder();
  await runTools(root, dataDir); // fills the store and the caches of the disk
  const times: number[] = [];
  while (times.length < rounds) times.push(await runTools(root, dataDir));
  return times;
}

async function runTools(root: string, dataDir: string): Promise<number> {
  // The commands run in a folder without redocly.yaml: its lint rules would stop openapi-typescript.
  const folder = join(root, 'generated');
  const bundle = join(folder, 'tools.yaml');
  const start = performance.now();
  await run(folder, join(root, commands.redocly), 'bundle', join(root, 'openapi/openapi.yaml'), '-o', bundle);
  await run(folder, join(root, commands.openapiTypescript), bundle, '-o', join(folder, 'tools.ts'));
  const port = await freePort();
  const mock = startNode([commands.prism, 'mock', bundle, '--port', String(port)], {
    root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(() => answers(`http://127.0.0.1:${port}`), {
    timeoutMs: 60_000,
    pollMs: 5,
    timedOut: () => new Error(`Prism does not respond at port ${port}`),
  });
  const env = { ENVIRONMENT: 'dev', DATA_DIR: dataDir };
  const server = await startServer(apiScript(), ['PORT'], { root, env, readyPath });
  const time = performance.now() - start;
  await stopAll([mock, server.child]);
  return time;
}

async function run(cwd: string, ...command: readonly string[]): Promise<void> {
  const env = { REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };
  await execa(process.execPath, command, { cwd, env });
}
