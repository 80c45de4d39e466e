import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';

const lines = 3000;

/** Logs more than a pipe holds, then runs `end`. Writes to stderr when it goes on working. */
const logging = (end: string) => `
  import { createLogger } from './server/http/log.ts';
  const logger = createLogger({ environment: 'production', logLevel: 'info' });
  for (let line = 0; line < ${lines}; line++) logger.info({ line, word: 'ä'.repeat(100) }, 'logged');
  setTimeout(() => { console.error('at work'); ${end} }, 150);
  setInterval(() => {}, 1000);`;

it.each([
  ['process.exit(0)', 0],
  ['process.exit(3)', 3],
  ["throw new Error('an error')", 1],
])('a slow reader, and %s → every line arrives, whole and in order', async (end, exitCode) => {
  const child = start(logging(end));
  const [message] = await once(child.stderr, 'data');
  expect(String(message)).toContain('at work');
  await sleep(300);
  expect(numbersIn(await text(child.stdout))).toEqual(Array.from({ length: lines }, (_, line) => line));
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(exitCode);
});

it('a slow reader, and no further line → the waiting lines arrive', async () => {
  const child = start(logging(''));
  await once(child.stderr, 'data');
  let received = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    received += chunk;
    if (received.split('\n').length > lines) break;
  }
  expect(numbersIn(received)).toHaveLength(lines);
  child.kill('SIGKILL');
});

it('the reader closes the pipe → the process goes on, and ends normally', async () => {
  const child = start(logging('process.exit(0)'));
  child.stdout.destroy();
  child.stderr.resume();
  const [exitCode] = await once(child, 'exit');
  expect(exitCode).toBe(0);
});

// Not execa, which reads the pipe from the start.
function start(script: string) {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function numbersIn(output: string): number[] {
  const entries = output.trimEnd().split('\n');
  return entries.map((entry): { line: number } => JSON.parse(entry)).map(({ line }) => line);
}
