// The mock as a process. It reads the environment and follows generated/openapi.yaml, but does not generate it: its
// callers (npm start, npm run mock, the contract tests, the benches) have done that. `--verbose` logs each request,
// `--strict` answers 501 where no scenario matches.
import { readContract, watchContract } from '../contract/bundle-file.ts';
import { explainListen } from '../lib/ports.ts';
import { readOrExit } from '../lib/variables.ts';
import { readMockVariables } from './config.ts';
import { createMock, type Mock } from './mock.ts';

const { HOST: host, MOCK_PORT: port } = readOrExit(() =>
  readMockVariables(process.env, ['HOST', 'MOCK_PORT']),
);
const mock = createMockOrExit();
const url = await mock.listen(port, host).catch(explainStart);
console.log(`Mock on ${url}`);

watchContract({
  changed: (edited) => mock.reload(edited),
  failed: (error) => console.error(`The mock stays as it was: ${reason(error)}`),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    await mock.close();
    process.exit(0);
  });
}

function createMockOrExit(): Mock {
  try {
    return createMock(readContract(), {
      log: process.argv.includes('--verbose') ? console.log : undefined,
      unmatched: console.error,
      strict: process.argv.includes('--strict'),
      url: `http://localhost:${port}`,
    });
  } catch (error) {
    console.error(
      `generated/openapi.yaml cannot be served. Repair openapi/ and run: npm run generate\n${reason(error)}`,
    );
    process.exit(1);
  }
}

function explainStart(error: NodeJS.ErrnoException): never {
  const sentence = explainListen(error, host, { variable: 'MOCK_PORT', port });
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exit(1);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
