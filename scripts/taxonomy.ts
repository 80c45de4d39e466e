// npm run taxonomy: looks into a registry of releases and publishes to it.
import { runCommand } from './taxonomy/command.ts';

// Who has read enough closes the pipe, as `head` does: nothing went wrong.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  stdin: process.stdin,
  isTerminal: process.stderr.isTTY,
  data: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
