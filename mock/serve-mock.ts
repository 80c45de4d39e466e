/** The mock as a process: configured by the environment, on the bundle as it is and as it becomes. */
import { readContract, watchContract } from '../contract/bundle-file.ts';
import { readOrExit } from '../lib/read-or-exit.ts';
import { readMockVariables } from './config.ts';
import { createMock, type Mock } from './mock.ts';

/** Serves until SIGINT or SIGTERM. A contract that cannot be served, or a taken port, ends the process with 1. */
export async function serveMock({ verbose = false } = {}): Promise<void> {
  const { HOST: host, MOCK_PORT: port } = readOrExit(() =>
    readMockVariables(process.env, ['HOST', 'MOCK_PORT']),
  );
  const mock = createMockOrExit(verbose);
  const url = await mock.listen(port, host).catch((error) => explainTakenPort(error, port));
  console.log(`Mock on ${url}`);

  watchContract({ changed: (edited) => mock.reload(edited), failed: explainReload });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await mock.close();
      process.exit(0);
    });
  }
}

function createMockOrExit(verbose: boolean): Mock {
  try {
    return createMock(readContract(), verbose ? console.log : undefined);
  } catch (error) {
    console.error(
      `generated/openapi.yaml cannot be served. Mend openapi/ and run: npm run generate\n${reason(error)}`,
    );
    process.exit(1);
  }
}

function explainTakenPort(error: NodeJS.ErrnoException, port: number): never {
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
