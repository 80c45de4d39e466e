/**
 * The line of a request that met no fault, as pino-http writes it. For a given answer all of it is known but time,
 * request id and response time: pino makes the line once, and what differs is put into its places.
 */
import type { ServerResponse } from 'node:http';
import type { Request } from 'express';
import { type Logger, symbols } from 'pino';
import { startTime } from 'pino-http';

/** Writes the line of the request with this id, whose answer is sent now. */
export type LogRequest = (id: string, begun: number) => void;

/** For a request that began before pino-http sees it. */
export function beganAt(response: ServerResponse, begun: number): void {
  response[startTime] = begun;
}

// For private use in Unicode: JSON leaves it as it is, and a path has no character beyond U+00FF.
const place = '\ue000';

export function createRequestLog(logger: Logger) {
  // What pino's own methods call; its symbols are public for uses such as this one.
  const asJson: (values: object, message: string, level: number, time: string) => string = Reflect.get(
    logger,
    symbols.asJsonSym,
  );
  const timeNow: () => string = Reflect.get(logger, symbols.timeSym);
  const stream: { write(line: string): void } = Reflect.get(logger, symbols.streamSym);

  return ({ method, originalUrl }: Request, status: number): LogRequest => {
    const level = logger.levels.values.info;
    if (level === undefined || !logger.isLevelEnabled('info')) return () => {};
    const req = { id: place, method, path: originalUrl.split('?', 1)[0] };
    const values = { reqId: place, req, res: { status }, responseTime: place };
    const line = asJson.call(logger, values, 'request completed', level, place);
    // The response time is a number: its place loses its quotes.
    const [a, b, c, d, e] = line.replace(`"responseTime":"${place}"`, `"responseTime":${place}`).split(place);
    return (id, begun) => stream.write(`${a}${timeNow()}${b}${id}${c}${id}${d}${Date.now() - begun}${e}`);
  };
}
