import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

const flushMs = 100;
// About 64 KB, what a pipe holds: more at once would wait for its reader.
const linesTogether = 256;
// For a reader who is behind: until the next try, and for all of what is left when the process ends.
const retryMs = 10;
const lastMs = 5000;

/** In production lines are written together: a system call for each would be a third of the work of a request. */
export function createLogger({ environment, logLevel }: Pick<Config, 'environment' | 'logLevel'>): Logger {
  return environment === 'production' ? pino({ level: logLevel }, inBundles()) : pino({ level: logLevel });
}

/** Each line within a tenth of a second, or as the process ends. */
function inBundles(): DestinationStream {
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
    const end = Date.now() + lastMs;
    while (!flush() && Date.now() < end) block(retryMs);
  });
  return {
    write(line) {
      if (lines.push(line) >= linesTogether) flush();
    },
  };
}

// process.stdout would queue what a pipe does not take, and nobody can tell what of it is lost when the process ends.
function createBacklog() {
  // To ask for the stream makes a pipe one that never lets its writer wait.
  const { fd } = process.stdout;
  const waiting: Buffer[] = [];
  return {
    add: (text: string) => void waiting.push(Buffer.from(text)),
    /** Writes what is taken; whether that was all. */
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

function tryWrite(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
    // Where there is no reader any more, or no room on a disk, lines are lost and requests are not.
    return isFull ? 0 : bytes.length;
  }
}

/** As the process ends no timer runs any more. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
