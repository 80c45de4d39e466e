import { afterAll, beforeAll } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { createMock } from '../mock.ts';
import { toyContract } from './toy-contract.ts';

/** A mock that listens while the tests of a file run. */
export function useToyMock(contract = toyContract, strict = false) {
  const log: string[] = [];
  const unmatched: string[] = [];
  const mock = createMock(contract, {
    log: (line) => log.push(line),
    unmatched: (line) => unmatched.push(line),
    strict,
  });
  let url = '';
  beforeAll(async () => {
    url = await mock.listen(0, '127.0.0.1');
  });
  afterAll(() => mock.close());

  const send = (path: string, init: RequestInit = {}) => fetch(url + path, init);
  return {
    mock,
    log,
    unmatched,
    url: () => url,
    send,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    order: (body: string, contentType = 'application/json') =>
      send('/toys', { method: 'POST', body, headers: { 'content-type': contentType } }),
  };
}

/** The response of a mock that starts for this request alone. */
export async function askOnce(contract: Contract, path: string, init: RequestInit = {}): Promise<Response> {
  const mock = createMock(contract);
  const url = await mock.listen(0, '127.0.0.1');
  return fetch(url + path, init).finally(() => mock.close());
}

/** The body of /toys/top in the toy contract. */
export const twoToys = { toys: [{ name: 'Ball' }, { name: 'Kite' }] };
