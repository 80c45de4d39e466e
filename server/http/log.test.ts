import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

const lines = 3000;

/** More than a pipe holds, then `end`; on stderr, that the process went on with its work meanwhile. */
const logging = (end: string) => `
  import { createLogger } from './server/http/log.ts';
  const logger = createLogger({ environment: 'production', logLevel: 'info' });
  for (let line = 0; line < ${lines}; line++) logger.info({ line, word: 'ä'.repeat(100) }, 'announced');
  setTimeout(() => { console.error('at work'); ${end} }, 150);
  setInterval(() => {}, 1000);`;

describe('a pipe that nobody reads for a while', () => {
  it.each([
    ['process.exit(0)', 0],
    ['process.exit(3)', 3],
    ["throw new Error('a fault')", 1],
  ])('%s → every line arrives, whole and in order', async (end, exitCode) => {
    const child = start(logging(end));
    const [said] = await once(child.stderr, 'data');
    expect(String(said)).toContain('at work');
    await sleep(300);
    const { numbers } = await readLines(child);
    expect(numbers).toEqual(Array.from({ length: lines }, (_, line) => line));
    expect(child.exitCode).toBe(exitCode);
  });

  it('what it could not take arrives without another line', async () => {
    const child = start(logging(''));
    await once(child.stderr, 'data');
    const { numbers } = await readLines(child, lines);
    expect(numbers).toHaveLength(lines);
    child.kill('SIGKILL');
  });

  it('and whose reader has gone → the process goes on, and ends as it would', async () => {
    const child = start(logging('process.exit(0)'));
    child.stdout.destroy();
    child.stderr.resume();
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
  });
});

function start(script: string) {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function readLines(child: ReturnType<typeof start>, most = Number.POSITIVE_INFINITY) {
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.split('\n').length > most) break;
  }
  if (most === Number.POSITIVE_INFINITY && child.exitCode === null) await once(child, 'exit');
  const parsed = text
    .trimEnd()
    .split('\n')
    .map((line): { line: number } => JSON.parse(line));
  return { numbers: parsed.map(({ line }) => line) };
}
