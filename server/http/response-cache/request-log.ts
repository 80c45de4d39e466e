/**
 * The log line of a successful request, as pino-http writes it. For a cached response only the time, the request id and
 * the response time differ: pino makes the line once, and these values are filled in.
 */
import type { ServerResponse } from 'node:http';
import type { Request } from 'express';
import { type Logger, symbols } from 'pino';
import { startTime } from 'pino-http';
import { pathOf } from '../../../contract/paths.ts';

/** Writes the line of the request with this id. `startedAt` is in milliseconds since 1970. */
export type LogRequest = (id: string, startedAt: number) => void;

/** Sets the start of a request that pino-http sees later. */
export function setStartTime(response: ServerResponse, startedAt: number): void {
  response[startTime] = startedAt;
}

// A private-use character of Unicode: JSON does not escape it, and a path has no character above U+00FF.
const placeholder = '\ue000';

export function createRequestLog(logger: Logger) {
  // What pino's own methods call. pino exports its symbols for uses such as this one.
  const asJson: (values: object, message: string, level: number, time: string) => string = Reflect.get(
    logger,
    symbols.asJsonSym,
  );
  const timeNow: () => string = Reflect.get(logger, symbols.timeSym);
  const stream: { write(line: string): void } = Reflect.get(logger, symbols.streamSym);

  return ({ method, originalUrl }: Request, status: number): LogRequest => {
    const level = logger.levels.values.info;
    if (level === undefined || !logger.isLevelEnabled('info')) return () => {};
    const req = { id: placeholder, method, path: pathOf(originalUrl) };
    const values = { reqId: placeholder, req, res: { status }, responseTime: placeholder };
    const line = asJson.call(logger, values, 'request completed', level, placeholder);
    // The response time is a number, so its placeholder loses its quotes.
    const [a, b, c, d, e] = line
      .replace(`"responseTime":"${placeholder}"`, `"responseTime":${placeholder}`)
      .split(placeholder);
    return (id, startedAt) =>
      stream.write(`${a}${timeNow()}${b}${id}${c}${id}${d}${Date.now() - startedAt}${e}`);
  };
}
