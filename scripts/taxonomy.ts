// npm run taxonomy: reads a registry of releases and publishes to it.
import { runCommand } from './taxonomy/command.ts';

// A reader such as `head` closes the pipe early: that is no error.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  stdin: process.stdin,
  isTerminal: process.stderr.isTTY,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
