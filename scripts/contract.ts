// npm run contract: proves that mock and server, or what answers at a URL, keep the contract.
import { constants } from 'node:os';
import { runCommand } from '../contract-tests/cli/command.ts';

// Ending through `exit` is what ends the targets, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
