import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

const flushMs = 100;
// About 64 KB, what a pipe holds: more at once would wait for its reader.
const linesTogether = 256;
const stdout = 1;

/** In production lines are written together: a system call for each would be a third of the work of a request. */
export function createLogger({ environment, logLevel }: Config): Logger {
  return environment === 'production' ? pino({ level: logLevel }, inBundles()) : pino({ level: logLevel });
}

/** Each line within a tenth of a second, or as the process ends. */
function inBundles(): DestinationStream {
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    process.stdout.write(lines.join(''));
    lines = [];
  };
  setInterval(flush, flushMs).unref();
  process.once('exit', () => {
    if (lines.length > 0) writeSync(stdout, lines.join(''));
  });
  return {
    write(line) {
      if (lines.push(line) >= linesTogether) flush();
    },
  };
}
