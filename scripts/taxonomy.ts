// npm run taxonomy: reads a registry of releases and publishes to it.
import { createInterface } from 'node:readline/promises';
import { runCommand } from './taxonomy/command.ts';

// A reader such as `head` closes the pipe early: that is no error.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** The answer of a person; empty when the input ends. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  return Promise.race([lines.question(question), ended]).finally(() => lines.close());
}

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  stdin: process.stdin,
  isTerminal: process.stderr.isTTY,
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
