// npm start: API and mock. The mock follows the contract while it is edited, the API follows its code as well.
import { join } from 'node:path';
import { createCommand } from '../lib/command.ts';
import { endWithNpm } from '../lib/end-with-npm.ts';
import { explainUnusable } from '../lib/ports.ts';
import { endOf, linesOf, startNode, stopAll } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { until } from '../lib/until.ts';
import { readOrExit } from '../lib/variables.ts';
import { watchFiles } from '../lib/watch-files.ts';
import { readMockVariables } from '../mock/config.ts';
import { readConfig } from '../server/config.ts';
import { readApiLog } from './start/api-log.ts';
import { createFaults } from './start/faults.ts';
import { createRestart } from './start/restart.ts';

const bootMs = 60_000;
// A save of several files is one change, and chokidar drops the second change of a file within 50 ms.
const settleMs = 60;
const lintRestMs = 1000;

const { quiet } = createCommand('start', 'Start the API and the mock. Both follow each save.')
  .option('--quiet', 'print no line for each request')
  .addHelpText(
    'after',
    '\nThey listen at HOST (default 127.0.0.1): PORT (default 3000) and MOCK_PORT\n(default 4010).',
  )
  .parse()
  .opts<{ quiet?: true }>();

const { host, port } = readOrExit(() => readConfig(process.env));
const { MOCK_PORT: mockPort } = readOrExit(() => readMockVariables(process.env, ['MOCK_PORT']));
const unusable = await explainUnusable(host, [
  { variable: 'PORT', port },
  { variable: 'MOCK_PORT', port: mockPort },
]);
if (unusable.length > 0) {
  console.error(unusable.join('\n'));
  process.exit(1);
}
// Imported late: the generators load for seconds, and a wrong variable must be reported at once.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
const { describeRegeneration, regenerateOnSave } = await import('../contract/authoring/watch.ts');
const { createLintContract } = await import('../contract/authoring/lint-contract.ts');
await generateOrExit();

const lintContract = await createLintContract();
const print = (line: string) => console.log(line);
const request = quiet ? () => {} : print;
const faults = createFaults(print);
let stopping = false;
let lintTimer: NodeJS.Timeout | undefined;
/** What has neither started nor failed. */
const booting = new Set(['API', 'mock']);
// The terminal shows what it understands of the log: all of it has to be there.
const env = { ...process.env, LOG_LEVEL: 'info', PORT: String(port), MOCK_PORT: String(mockPort) };

const api = createRestart({
  host,
  port,
  env,
  line: (text, isCurrent) =>
    readApiLog(text, {
      serves: () => isCurrent && apiServes(),
      refusesContract: (reason) =>
        isCurrent && faults.set('contract', { effect: 'API stays as it was', reason }),
      request,
      other: print,
    }),
  failed(reason) {
    faults.set('code', { effect: 'API stopped', reason });
    booting.delete('API');
    if (!stopping) api.prepare();
  },
  ended: (how) => stop(1, `The API ended (${how}).`),
});
const mock = startNode(['mock/main.ts', '--verbose'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
const mockStays = 'The mock stays as it was';
linesOf(mock.stdout, (line) => {
  if (line.startsWith('Mock on ')) booting.delete('mock');
  else request(line);
});
linesOf(mock.stderr, (line) => {
  const [effect, reason] = line.split(/: (.*)/);
  if (effect === mockStays && reason !== undefined) faults.set('mock', { effect, reason });
  else console.error(line);
});
endOf(mock).then((how) => stop(1, `The mock ended (${how}).`));
api.restart();

const stopWatching = [
  regenerateOnSave(projectRoot, (result) => {
    if ('problems' in result) {
      const [reason = '', ...others] = result.problems;
      const more = others.length > 0 ? ` (and ${others.length} more: npm run lint)` : '';
      return faults.set('sources', { effect: 'API and mock stay as they were', reason: reason + more });
    }
    faults.set('mock', undefined);
    if ('overwritten' in result) return print(describeRegeneration(result));
    faults.set('sources', undefined);
    if (result.changed.length === 0) return;
    print(describeRegeneration(result));
    lintSoon();
    // A contract that fits the code may be all that is missing.
    if (!api.isUp()) api.restart();
  }),
  followCode(),
];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(0));
endWithNpm(() => stop(0));

const mockUrl = `http://${host}:${mockPort}`;
const apiUrl = `http://${host}:${port}`;
await until(async () => booting.size === 0, {
  timeoutMs: bootMs,
  timedOut: () => new Error(`Not started within ${bootMs / 1000} seconds: ${[...booting].join(', ')}.`),
}).catch(({ message }) => stop(1, message));
print(`
  API       ${apiUrl}/api/taxonomy
  mock      ${mockUrl}/api/taxonomy
  docs      ${apiUrl}/docs
  contract  ${apiUrl}/openapi.yaml  /openapi.json
`);

function apiServes(): void {
  booting.delete('API');
  faults.set('code', undefined);
  faults.set('contract', undefined);
  if (!stopping) api.prepare();
}

/** Lint takes a second, and the next save is more important. */
function lintSoon(): void {
  clearTimeout(lintTimer);
  lintTimer = setTimeout(async () => {
    const [reason] = await lintContract();
    faults.set('lint', reason === undefined ? undefined : { effect: 'npm run lint', reason });
  }, lintRestMs);
}

/** Restarts the API when a file changes that it may have loaded. */
function followCode(): () => Promise<void> {
  const folders = ['server', 'taxonomy', 'contract', 'lib'].map((folder) => join(projectRoot, folder));
  const isWanted = (path: string) =>
    /[.](ts|js|mjs)$/.test(path) &&
    !/[.]test(-d)?[.]ts$|[/\\](testing|authoring|build)[/\\]/.test(path.slice(projectRoot.length));
  return watchFiles({ folders, isWanted, settleMs }, () => stopping || api.restart());
}

async function stop(exitCode: number, reason?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (reason !== undefined) console.error(`${reason} Stopping everything.`);
  await Promise.all([...stopWatching.map((end) => end()), api.stop(), stopAll([mock])]);
  process.exit(exitCode);
}
