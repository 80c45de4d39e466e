import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { createLogBuffer, type LogBuffer } from './log-buffer.ts';

// About 64 KB, the capacity of a pipe.
const linesPerWrite = 256;
// In production: a system call per line would take a third of the time of a request.
const batchMs = 100;
// When the reader is slow: the pause before the next attempt.
const retryMs = 10;
// At the end of the process: the time for all remaining lines.
const finalFlushMs = 5000;
const maxWaitingBytes = 8 * 2 ** 20;

export interface Log {
  readonly logger: Logger;
  /** How many lines were dropped because nobody took them. */
  droppedLines(): number;
}

/**
 * A log on stdout. A reader that is slow, stuck or gone never stops the process: up to 8 MiB wait, and what comes then
 * is dropped and counted. In production, lines are written in batches; elsewhere at the end of the turn, because a
 * person may be watching.
 */
export function createLog({ environment, logLevel }: Pick<Config, 'environment' | 'logLevel'>): Log {
  // Reading `process.stdout` sets a pipe to non-blocking mode.
  const { fd } = process.stdout;
  // At level error: the log is not complete, and a higher LOG_LEVEL must not hide that.
  const resumed = (lines: number) => logger.error({ lines }, 'log lines were dropped');
  const buffer = createLogBuffer((bytes) => tryWrite(fd, bytes), maxWaitingBytes, resumed);
  const logger = pino({ level: logLevel }, createStream(buffer, environment === 'production'));
  return { logger, droppedLines: buffer.dropped };
}

function createStream(buffer: LogBuffer, inBatches: boolean): DestinationStream {
  let lines: string[] = [];
  let isPlanned = false;
  const flush = (): boolean => {
    if (lines.length > 0) buffer.add(lines);
    lines = [];
    return buffer.flush() && lines.length === 0;
  };
  const flushLater = (milliseconds: number) => {
    if (isPlanned) return;
    isPlanned = true;
    const run = () => {
      isPlanned = false;
      if (!flush()) flushLater(retryMs);
    };
    if (milliseconds === 0) setImmediate(run);
    else setTimeout(run, milliseconds).unref();
  };
  process.once('exit', () => {
    const end = Date.now() + finalFlushMs;
    while (!flush() && Date.now() < end) block(retryMs);
  });
  return {
    write(line) {
      if (lines.push(line) >= linesPerWrite) flush();
      flushLater(inBatches ? batchMs : 0);
    },
  };
}

// The disk is full, or the reader of a pipe has not taken enough: a later attempt may succeed.
const waits = new Set(['EAGAIN', 'ENOSPC', 'EDQUOT']);

// Not process.stdout.write(): it queues what a full pipe does not accept, without a bound, and the queue is lost when
// the process ends.
function tryWrite(fd: number, bytes: Buffer): number | 'lost' {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const mayWrite = error instanceof Error && 'code' in error && waits.has(String(error.code));
    // Any other error, such as a pipe without a reader.
    return mayWrite ? 0 : 'lost';
  }
}

/** Timers no longer run while the process ends. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
