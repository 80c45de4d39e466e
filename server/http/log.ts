import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

const flushMs = 100;
// About 64 KB, the capacity of a pipe. Writing more at once would wait for the reader.
const linesPerWrite = 256;
// When the reader is slow: the pause before the next attempt.
const retryMs = 10;
// At the end of the process: the time for all remaining lines.
const finalFlushMs = 5000;

/** In production, lines are written in batches: a system call per line would take a third of the time of a request. */
export function createLogger({ environment, logLevel }: Pick<Config, 'environment' | 'logLevel'>): Logger {
  return environment === 'production'
    ? pino({ level: logLevel }, createBatches())
    : pino({ level: logLevel });
}

/** Writes each line within a tenth of a second, or when the process ends. */
function createBatches(): DestinationStream {
  let lines: string[] = [];
  const backlog = createBacklog();
  const flush = (): boolean => {
    if (lines.length > 0) backlog.add(lines.join(''));
    lines = [];
    return backlog.write();
  };
  const flushAgain = () => void setTimeout(flushAgain, flush() ? flushMs : retryMs).unref();
  flushAgain();
  process.once('exit', () => {
    const end = Date.now() + finalFlushMs;
    while (!flush() && Date.now() < end) block(retryMs);
  });
  return {
    write(line) {
      if (lines.push(line) >= linesPerWrite) flush();
    },
  };
}

// Not process.stdout.write(): it queues what a full pipe does not accept, and the queue is lost when the process ends.
function createBacklog() {
  // Reading `process.stdout` sets a pipe to non-blocking mode.
  const { fd } = process.stdout;
  const waiting: Buffer[] = [];
  return {
    add: (text: string) => void waiting.push(Buffer.from(text)),
    /** Writes as much as is accepted. Returns whether everything was. */
    write(): boolean {
      for (let [first] = waiting; first; [first] = waiting) {
        const written = tryWrite(fd, first);
        if (written < first.length) {
          waiting[0] = first.subarray(written);
          return false;
        }
        waiting.shift();
      }
      return true;
    },
  };
}

/** The number of bytes that are done with. */
function tryWrite(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
    // Any other error, such as a closed pipe or a full disk: the lines are dropped, and requests go on.
    return isFull ? 0 : bytes.length;
  }
}

/** Timers no longer run while the process ends. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
