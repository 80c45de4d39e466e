/** In one process, with a pipe in place of stdout. log.e2e.test.ts has readers in other processes. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { createLog, type Log } from './log.ts';

const folder = useTemporaryFolder();
let pipe: string;
let open: number[];
let exitListeners: ((code: number) => void)[];

beforeEach(() => {
  pipe = join(folder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  open = [];
  exitListeners = process.listeners('exit');
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  for (const listener of newExitListeners()) process.off('exit', listener);
  for (const fd of open) closeSync(fd);
});

function newExitListeners() {
  return process.listeners('exit').filter((listener) => !exitListeners.includes(listener));
}

function exit(): void {
  for (const listener of newExitListeners()) listener(0);
}

function openFile(path: string, flags: number): number {
  const fd = openSync(path, flags | constants.O_NONBLOCK);
  open.push(fd);
  return fd;
}

function createReader(): { read(): string; close(): void } {
  const fd = openFile(pipe, constants.O_RDONLY);
  const bytes = Buffer.alloc(2 ** 20);
  return {
    read() {
      try {
        return bytes.toString('utf8', 0, readSync(fd, bytes));
      } catch {
        return ''; // Nothing is there now.
      }
    },
    close() {
      closeSync(fd);
      open.splice(open.indexOf(fd), 1);
    },
  };
}

function logTo(path: string, options: Partial<Parameters<typeof createLog>[0]> = {}): Log {
  const fd = openFile(path, constants.O_WRONLY);
  vi.spyOn(process, 'stdout', 'get').mockReturnValue({ fd } as typeof process.stdout);
  return createLog({ environment: 'dev', logLevel: 'info', ...options });
}

function logLines({ logger }: Log, from: number, to: number, word = ''): void {
  for (let line = from; line < to; line += 1) logger.info({ line, word }, 'logged');
}

/** So that a pipe does not hold a thousand lines. */
const long = 'ä'.repeat(100);

const numbersIn = (text: string): number[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((entry) => JSON.parse(entry).line);
const upTo = (length: number) => Array.from({ length }, (_, line) => line);

it('dev → a line is written at the end of the turn', () => {
  const { read } = createReader();
  const log = logTo(pipe);
  const later = vi.spyOn(globalThis, 'setTimeout');
  logLines(log, 0, 2);
  expect([read(), later.mock.calls]).toEqual(['', []]);
  vi.advanceTimersByTime(0);
  expect(numbersIn(read())).toEqual([0, 1]);
  logLines(log, 2, 3);
  vi.advanceTimersByTime(0);
  expect(numbersIn(read())).toEqual([2]);
});

it('production → a line is written a tenth of a second later, and 256 lines at once', () => {
  const { read } = createReader();
  const log = logTo(pipe, { environment: 'production' });
  logLines(log, 0, 1);
  vi.advanceTimersByTime(99);
  expect(read()).toBe('');
  vi.advanceTimersByTime(1);
  expect(numbersIn(read())).toEqual([0]);
  logLines(log, 1, 256);
  expect(read()).toBe('');
  logLines(log, 256, 257);
  expect(numbersIn(read())).toHaveLength(256);
});

it('a lower level than that of the log → not written', () => {
  const { read } = createReader();
  const { logger } = logTo(pipe, { logLevel: 'warn' });
  logger.info('hidden');
  logger.warn('shown');
  vi.advanceTimersByTime(0);
  expect(read()).toMatch(/^\{"level":40,.*"msg":"shown"\}\n$/);
});

it.each(['dev', 'production'] as const)(
  '%s, and the reader is slow → the rest is tried again every 10 ms, and every line arrives in order',
  (environment) => {
    const { read } = createReader();
    const log = logTo(pipe, { environment });
    logLines(log, 0, 1000, long);
    vi.advanceTimersByTime(100);
    let received = read();
    expect(received.split('\n').length).toBeLessThan(1000);
    vi.advanceTimersByTime(9);
    received += read();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      vi.advanceTimersByTime(10);
      received += read();
    }
    expect(numbersIn(received)).toEqual(upTo(1000));
    expect(vi.getTimerCount()).toBe(0);
    expect(log.droppedLines()).toBe(0);
  },
);

it('the reader is gone → lines are dropped; another one comes → it gets the number, as an error', () => {
  const first = createReader();
  const log = logTo(pipe, { logLevel: 'error' });
  first.close();
  for (const _time of [1, 2]) log.logger.error('nobody reads this');
  vi.advanceTimersByTime(0);
  expect(log.droppedLines()).toBe(2);
  expect(vi.getTimerCount()).toBe(0);
  const { read } = createReader();
  log.logger.error('somebody reads this');
  vi.advanceTimersByTime(20);
  expect(read().match(/"(?:lines|msg)":[^,}]+/g)).toEqual([
    '"msg":"somebody reads this"',
    '"lines":2',
    '"msg":"log lines were dropped"',
  ]);
});

it('the reader is slow, and then gone → what waits is dropped, once', () => {
  const reader = createReader();
  const log = logTo(pipe);
  logLines(log, 0, 1000, long);
  vi.advanceTimersByTime(20);
  expect(log.droppedLines()).toBe(0);
  reader.close();
  vi.advanceTimersByTime(10);
  const dropped = log.droppedLines();
  vi.advanceTimersByTime(100);
  expect([dropped > 0, log.droppedLines(), vi.getTimerCount()]).toEqual([true, dropped, 0]);
});

it('the process ends, and a reader is there again → it gets the number of lines that were dropped', () => {
  const first = createReader();
  const log = logTo(pipe, { environment: 'production' });
  first.close();
  logLines(log, 0, 3);
  vi.advanceTimersByTime(100);
  const { read } = createReader();
  logLines(log, 3, 4);
  exit();
  expect(read().match(/"msg":"[^"]+"/g)).toEqual(['"msg":"logged"', '"msg":"log lines were dropped"']);
});

it('the disk is full → nothing is dropped, and it is tried again', () => {
  const log = logTo('/dev/full');
  logLines(log, 0, 3);
  vi.advanceTimersByTime(50);
  expect(log.droppedLines()).toBe(0);
  expect(vi.getTimerCount()).toBe(1);
});

it('the process ends → what waits is written, however slow the reader', () => {
  const { read } = createReader();
  logLines(logTo(pipe, { environment: 'production' }), 0, 1000, long);
  let received = '';
  vi.spyOn(Date, 'now').mockImplementation(() => {
    received += read();
    return 0;
  });
  exit();
  expect(numbersIn(received + read())).toEqual(upTo(1000));
});

it('the process ends, and the reader is stuck → it is given five seconds', () => {
  createReader();
  logLines(logTo(pipe), 0, 1000, long);
  let time = 1_000_000;
  const now = vi.spyOn(Date, 'now').mockImplementation(() => {
    time += 1000;
    return time;
  });
  const start = performance.now();
  exit();
  expect(now).toHaveBeenCalledTimes(6);
  // Between two attempts, the reader has 10 ms.
  expect(performance.now() - start).toBeGreaterThan(35);
});
