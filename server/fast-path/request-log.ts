/**
 * The line of a request that met no fault, as pino-http writes it. For a given answer all of it is known but time and
 * request id: pino makes the line once, and what differs is put into its places.
 */
import type { Request } from 'express';
import { type Logger, symbols } from 'pino';

/** Writes the line of the request with this id. */
export type LogRequest = (id: string) => void;

const place = '\u0001';

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
    const values = { reqId: place, req, res: { status }, responseTime: 0 };
    const line = asJson.call(logger, values, 'request completed', level, place);
    // The time stands outside of strings, where nothing is escaped; the ids within.
    const [beforeTime, afterTime = ''] = line.split(place);
    const [beforeIds, betweenIds, afterIds] = afterTime.split('\\u0001');
    return (id) => stream.write(`${beforeTime}${timeNow()}${beforeIds}${id}${betweenIds}${id}${afterIds}`);
  };
}
