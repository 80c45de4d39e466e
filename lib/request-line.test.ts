import { expect, it } from 'vitest';
import { describeRequest } from './request-line.ts';

const request = { method: 'POST', status: 201, milliseconds: 12.6 };

it.each([
  ['/toys', 'API   201    13 ms  POST /toys'],
  [
    `/toys/${'x'.repeat(100)}/parts`,
    `API   201    13 ms  POST /toys/${'x'.repeat(21)}…${'x'.repeat(21)}/parts`,
  ],
])('a request to %s → at most 80 columns', (path, line) => {
  const text = describeRequest('API', { ...request, path });
  expect(text.length).toBeLessThanOrEqual(80);
  expect(text).toBe(line);
});
