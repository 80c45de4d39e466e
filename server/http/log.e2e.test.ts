import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';

const tiers = ['dev', 'staging', 'production'] as const;
const lines = 3000;

/** Logs more than a pipe holds, then runs `end`. Writes to stderr when it goes on working. */
const logging = (tier: string, end: string) => `
  import { createLog } from './server/http/log.ts';
  const { logger } = createLog({ environment: '${tier}', logLevel: 'info' });
  for (let line = 0; line < ${lines}; line++) logger.info({ line, word: 'ä'.repeat(100) }, 'logged');
  setTimeout(() => { console.error('at work'); ${end} }, 150);
  setInterval(() => {}, 1000);`;

it.each([
  ['dev', 'process.exit(0)', 0],
  ['staging', "throw new Error('an error')", 1],
  ['production', 'process.exit(0)', 0],
  ['production', 'process.exit(3)', 3],
  ['production', "throw new Error('an error')", 1],
])('%s, a slow reader, and %s → every line arrives, whole and in order', async (tier, end, exitCode) => {
  const child = start(logging(tier, end));
  const [message] = await once(child.stderr, 'data');
  expect(String(message)).toContain('at work');
  await sleep(300);
  expect(numbersIn(await text(child.stdout))).toEqual(Array.from({ length: lines }, (_, line) => line));
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(exitCode);
});

it.each(tiers)('%s, a slow reader, and no further line → the waiting lines arrive', async (tier) => {
  const child = start(logging(tier, ''));
  await once(child.stderr, 'data');
  let received = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    received += chunk;
    if (received.split('\n').length > lines) break;
  }
  expect(numbersIn(received)).toHaveLength(lines);
  child.kill('SIGKILL');
});

it.each(tiers)('%s, the reader closes the pipe → the process goes on, and ends normally', async (tier) => {
  const child = start(logging(tier, 'process.exit(0)'));
  child.stdout.destroy();
  child.stderr.resume();
  const [exitCode] = await once(child, 'exit');
  expect(exitCode).toBe(0);
});

it.each(tiers)(
  '%s, 200,000 lines and a reader that sleeps → memory is bounded, then it gets the count',
  async (tier) => {
    const child = start(`
    import { setImmediate as nextTurn } from 'node:timers/promises';
    import { createLog } from './server/http/log.ts';
    const { logger, droppedLines } = createLog({ environment: '${tier}', logLevel: 'info' });
    const before = process.memoryUsage().rss;
    for (let line = 0; line < 200_000; line++) {
      logger.info({ line, word: 'x'.repeat(500) }, 'logged');
      if (line % 20 === 0) await nextTurn();
    }
    // In production, the last lines are added within a tenth of a second.
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.error(JSON.stringify({ dropped: droppedLines(), grown: process.memoryUsage().rss - before }));
    setInterval(() => {}, 1000);`);
    const [message] = await once(child.stderr, 'data');
    const { dropped, grown } = JSON.parse(String(message));
    // 125 MB were logged.
    expect(dropped).toBeGreaterThan(150_000);
    expect(grown).toBeLessThan(80 * 2 ** 20);
    let last = '';
    for await (const line of createInterface({ input: child.stdout })) {
      last = line;
      if (line.includes('were dropped')) break;
    }
    expect(JSON.parse(last)).toMatchObject({ level: 50, lines: dropped, msg: 'log lines were dropped' });
    child.kill('SIGKILL');
  },
);

it.each(['dev', 'staging'])(
  '%s, a line, and then a turn that never ends → the line was written',
  async (tier) => {
    const child = start(`
    import { createLog } from './server/http/log.ts';
    createLog({ environment: '${tier}', logLevel: 'info' }).logger.info('logged');
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));`);
    const [line] = await once(child.stdout, 'data');
    expect(JSON.parse(String(line))).toMatchObject({ msg: 'logged' });
    child.kill('SIGKILL');
  },
);

// Not execa, which reads the pipe from the start.
function start(script: string) {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function numbersIn(output: string): number[] {
  const entries = output.trimEnd().split('\n');
  return entries.map((entry): { line: number } => JSON.parse(entry)).map(({ line }) => line);
}
