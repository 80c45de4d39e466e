import { pino } from 'pino';
import { startTime } from 'pino-http';
import { afterEach, expect, it, vi } from 'vitest';
import { createRequestLog, setStartTime } from './request-log.ts';

afterEach(() => void vi.useRealTimers());

const request = { method: 'GET', originalUrl: '/a?secret=1' } as never;

it.each(['info', 'debug', 'warn', 'silent'])(
  'the level is %s → a line of level info, where there are such',
  (level) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    const lines: string[] = [];
    const logger = pino({ level, base: { pid: 1 } }, { write: (line: string) => void lines.push(line) });
    const log = createRequestLog(logger)(request, 304);
    vi.setSystemTime(1_500);
    log('one', 1_400);
    log('other', 1_300);
    const line = {
      level: 30,
      time: 1_500,
      pid: 1,
      req: { method: 'GET', path: '/a' },
      res: { status: 304 },
      msg: 'request completed',
    };
    const want = [
      { ...line, reqId: 'one', req: { ...line.req, id: 'one' }, responseTime: 100 },
      { ...line, reqId: 'other', req: { ...line.req, id: 'other' }, responseTime: 200 },
    ];
    expect(lines.map((text) => JSON.parse(text))).toEqual(['info', 'debug'].includes(level) ? want : []);
  },
);

it('a logger without the level info → no line', () => {
  const lines: string[] = [];
  const options = { level: 'own', customLevels: { own: 35 }, useOnlyCustomLevels: true } as const;
  const logger = pino(options, { write: (line: string) => void lines.push(line) });
  createRequestLog(logger as never)(request, 200)('one', 0);
  expect(lines).toEqual([]);
});

it('a start that is set → pino-http counts from it', () => {
  const response = {};
  setStartTime(response as never, 5);
  expect(response).toEqual({ [startTime]: 5 });
});
