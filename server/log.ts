import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

const flushMs = 100;
const stdout = 1;

/** In production lines are written together: a system call for each would be a third of the work of a request. */
export function createLogger({ environment, logLevel }: Config): Logger {
  return environment === 'production' ? pino({ level: logLevel }, inBundles()) : pino({ level: logLevel });
}

/** Each line within a tenth of a second, or as the process ends; one bundle at a time, however slow its reader. */
function inBundles(): DestinationStream {
  let lines: string[] = [];
  let isWriting = false;
  const flush = () => {
    if (isWriting || lines.length === 0) return;
    isWriting = true;
    process.stdout.write(lines.join(''), () => {
      isWriting = false;
    });
    lines = [];
  };
  setInterval(flush, flushMs).unref();
  process.once('exit', () => {
    if (lines.length > 0) writeSync(stdout, lines.join(''));
  });
  return { write: (line) => void lines.push(line) };
}
