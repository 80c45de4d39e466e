import { expect, it } from 'vitest';
import { readApiLog } from './api-log.ts';

function read(entry: object | string): string[] {
  const calls: string[] = [];
  const call = (name: string) => (text?: string) => void calls.push([name, text].join(' ').trim());
  const log = {
    serves: call('serves'),
    refusesContract: call('refused'),
    request: call('request'),
    other: call('other'),
  };
  readApiLog(typeof entry === 'string' ? entry : JSON.stringify(entry), log);
  return calls;
}

const err = { type: 'Error', message: 'no toys\nat all', stack: '' };

it.each([
  [{ level: 30, msg: 'listening' }, ['serves']],
  [{ level: 30, msg: 'contract reloaded' }, ['serves']],
  [{ level: 30, msg: 'release loaded' }, []],
  [{ level: 50, msg: 'the edited contract cannot be served; …', err }, ['refused no toys']],
  [
    {
      level: 30,
      msg: 'request completed',
      req: { method: 'GET', path: '/a' },
      res: { status: 200 },
      responseTime: 3,
    },
    ['request API   200     3 ms  GET /a'],
  ],
  [{ level: 50, msg: 'a request failed', err }, ['other API   a request failed: no toys']],
  [{ level: 40, msg: 'slow' }, ['other API   slow']],
  ['no JSON', ['other no JSON']],
])('%j → %j', (entry, calls) => {
  expect(read(entry)).toEqual(calls);
});
