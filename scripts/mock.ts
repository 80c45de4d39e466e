// npm run mock: Prism on the bundle, answering each scenario of the contract with that scenario's response.
import { readContract } from '../contract/contract.ts';
import { watchContract } from '../contract/watch.ts';
import { readVariables } from '../server/config.ts';
import { createCommand } from './lib/command.ts';
import { readOrExit } from './lib/read-or-exit.ts';
import { createMock, type Mock } from './mock/mock.ts';

const command = createCommand(
  'mock',
  'Answer by the contract: a request that fits a scenario, as its example says.',
)
  .option('--verbose', 'a line for each request')
  .addHelpText(
    'after',
    `
Any other valid request is answered by Prism; choose the answer with the header
  Prefer: code=404    (or example=unknownLayer, or dynamic=true)
The mock follows generated/openapi.yaml. MOCK_PORT (default 4010) and HOST (default 127.0.0.1) say where it is.`,
  )
  .parse();
const { verbose } = command.opts<{ verbose?: true }>();

const { HOST: host, MOCK_PORT: port } = readOrExit(() => readVariables(process.env, ['HOST', 'MOCK_PORT']));

const mock = createMockOrExit();
const url = await mock.listen(port, host).catch(explainTakenPort);
console.log(`Mock on ${url}`);

watchContract({ changed: (edited) => mock.reload(edited), failed: explainReload });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await mock.close();
    process.exit(0);
  });
}

function createMockOrExit(): Mock {
  try {
    return createMock(readContract(), verbose && console.log);
  } catch (error) {
    console.error(
      `generated/openapi.yaml cannot be served. Mend openapi/ and run: npm run generate\n${reason(error)}`,
    );
    process.exit(1);
  }
}

function explainTakenPort(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another: MOCK_PORT=${port + 1} npm run mock`);
  process.exit(1);
}

function explainReload(error: unknown): void {
  console.error(`The edited contract cannot be served, the one before stays.\n${reason(error)}`);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
