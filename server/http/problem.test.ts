import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { checkResponse } from '../../contract/check-response.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const contract = readContract();
const convert = contract.operations.find(({ id }) => id === 'convertHfnToMfa')!;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const long = 'a'.repeat(5000);

it.each<[name: string, body: unknown, headers: Record<string, string>, status: number, detail: string]>([
  ['an address of control characters', { hfn: '\u0001'.repeat(512) }, {}, 400, 'has 1 of the 4 segments'],
  ['the name of a member', { hfn: 'S.POP.HPM.001', [long]: 1 }, {}, 400, 'is not known here'],
  [
    'a name that is cut within a surrogate pair',
    { hfn: 'S.POP.HPM.001', ['😀'.repeat(2000)]: 1 },
    {},
    400,
    'is not',
  ],
  ['an encoding', {}, { 'Content-Encoding': long }, 415, 'Send gzip, deflate'],
  [
    'a charset',
    {},
    { 'Content-Type': `application/json; charset=${long}` },
    415,
    'Send application/json in UTF-8',
  ],
  ['a charset like UTF-8', {}, { 'Content-Type': `application/json; charset=utf-${long}` }, 415, 'in UTF-8'],
])('%s of thousands of characters → a valid problem that says what to do', async (...given) => {
  const [, body, headers, status, detail] = given;
  const response = await service.post(convert.path, body, headers);
  const text = await response.text();
  const received = { status: response.status, headers: Object.fromEntries(response.headers), body: text };

  expect(response.status).toBe(status);
  expect(checkResponse(contract, convert, { method: 'post', ...received })).toEqual([]);
  expect(JSON.parse(text).detail).toContain(detail);
  // Half a surrogate pair is no character, and JSON.stringify writes it as an escape.
  expect(text).not.toMatch(/\\ud[89ab]/);
});
