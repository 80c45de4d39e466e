// npm start: API and mock. Both follow the contract while it is edited.
import { createCommand } from '../lib/command.ts';
import { explainTaken } from '../lib/ports.ts';
import { endOf, startNode, stopAll } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { answers } from '../lib/reach.ts';
import { until } from '../lib/until.ts';
import { readOrExit } from '../lib/variables.ts';
import { readMockVariables } from '../mock/config.ts';
import { readConfig } from '../server/config.ts';

const bootMs = 60_000;

createCommand('start', 'Start the API and the mock. Both follow the contract while it is edited.')
  .addHelpText(
    'after',
    '\nThey listen at HOST (default 127.0.0.1): PORT (default 3000) and MOCK_PORT (default 4010).',
  )
  .parse();

const { host, port } = readOrExit(() => readConfig(process.env));
const { MOCK_PORT: mockPort } = readOrExit(() => readMockVariables(process.env, ['MOCK_PORT']));
const taken = await explainTaken(host, [
  { variable: 'PORT', port },
  { variable: 'MOCK_PORT', port: mockPort },
]);
if (taken.length > 0) {
  console.error(taken.join('\n'));
  process.exit(1);
}
// Imported late: the generators load for seconds, and a wrong variable must be reported at once.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
const { describeRegeneration, regenerateOnSave } = await import('../contract/authoring/watch.ts');
await generateOrExit();

const api = { name: 'API', script: 'server/main.ts', url: `http://${host}:${port}` };
const mock = { name: 'mock', script: 'mock/main.ts', url: `http://${host}:${mockPort}` };
// Requests are not logged by default: this terminal shows what needs attention.
const env = { LOG_LEVEL: 'warn', ...process.env, PORT: String(port), MOCK_PORT: String(mockPort) };
let stopping = false;
const children = [api, mock].map(({ name, script }) => {
  const child = startNode([script], { env });
  endOf(child).then((end) => stop(1, `The ${name} ended (${end}).`));
  return child;
});
const stopWatching = regenerateOnSave(projectRoot, (result) => console.log(describeRegeneration(result)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(0));

await Promise.all([api.url, mock.url].map(untilReady)).catch(({ message }) => stop(1, message));
console.log(`
  API       ${api.url}/api/taxonomy
  mock      ${mock.url}/api/taxonomy
  docs      ${api.url}/docs
  contract  ${api.url}/openapi.yaml  /openapi.json
`);

function untilReady(url: string): Promise<true> {
  return until(() => answers(url), {
    timeoutMs: bootMs,
    timedOut: () => new Error(`No response from ${url} within ${bootMs / 1000} seconds.`),
  });
}

async function stop(exitCode: number, reason?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (reason !== undefined) console.error(`${reason} Stopping everything.`);
  await Promise.all([stopWatching(), stopAll(children)]);
  process.exit(exitCode);
}
