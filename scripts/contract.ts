// npm run contract: tests that mock and server, or a target at a URL, keep the contract.
import { constants } from 'node:os';
import { readOptions } from '../contract-tests/cli/options.ts';

// The local targets are stopped when this process exits. A signal alone would not run its exit handlers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

const options = readOptions(process.argv.slice(2));
// Loaded after the options were read, so that wrong usage and --help end at once.
const { runCommand } = await import('../contract-tests/cli/command.ts');
process.exitCode = await runCommand(options, {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
