import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { createListener } from '../../mock/listener.ts';
import { renderFuzz } from './report.ts';
import { runFuzz } from './run-fuzz.ts';

const contract = readContract();
const listener = createListener(contract, () => {});

/** Answers a request wrong and returns true, or leaves it to the mock. */
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

let close = () => {};
afterEach(() => close());

async function fuzz(fault: Fault, { runs = 250, seed = 1 } = {}) {
  const server = createServer((request, response) => fault(request, response) || listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close().closeAllConnections();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publishing = { url, credentials: { token: 'any', rejected: {} } };
  return runFuzz({ url, publishing, contract, runs, seed });
}

const answer = (response: ServerResponse, status: number, body = '') => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
  return true;
};

/** Requests without a fault of their own: each fault would be a kind that fails, too. */
const asks = ({ method, url = '', headers }: IncomingMessage, wanted: RegExp) =>
  method === 'GET' && headers.accept === '*/*' && wanted.test(url);

describe('runFuzz', () => {
  it('a server that keeps the contract → all sent, nothing found, every kind of answer seen', async () => {
    const run = await fuzz(() => false);
    expect(run.failures).toEqual([]);
    expect(Object.values(run.answers).reduce((sum, times) => sum + times)).toBe(250);
    expect(Object.keys(run.answers)).toEqual(
      expect.arrayContaining(['200', '400', '404', '405', '406', '413', '415']),
    );
  });

  it.each<[string, Fault, { operation: string; fault?: string; detail: RegExp; curl: RegExp }]>([
    [
      '500 for big versions → the smallest that is big',
      (request, response) => asks(request, /[?]since=\d\d+\.\d+\.\d+$/) && answer(response, 500),
      { operation: 'getIncrementalSync', detail: /is 500/, curl: /since=\d\d\.\d\.\d'$/ },
    ],
    [
      'a repeated parameter let pass → the shortest pair',
      (request, response) => asks(request, /since=.*since=/) && answer(response, 200),
      {
        operation: 'getIncrementalSync',
        fault: 'query since repeated',
        detail: /must be 400, is 200/,
        curl: /since=(\d\.\d\.\d)&since=\1'$/,
      },
    ],
    [
      'hung up at layers in capitals → one of them',
      (request) => asks(request, /categories\/[A-Z]$/) && request.socket.destroy().destroyed,
      { operation: 'listCategories', detail: /socket hang up/, curl: /categories\/[A-Z]'$/ },
    ],
    [
      'a wrong answer for layers in small letters → one of them',
      (request, response) => asks(request, /categories\/[a-z]$/) && answer(response, 200, '{"x":1}'),
      { operation: 'listCategories', detail: /is missing/, curl: /categories\/[a-z]'$/ },
    ],
  ])('%s', async (_, faulty, { operation, fault, detail, curl }) => {
    const run = await fuzz(faulty);
    expect(run.failures).toEqual([expect.objectContaining({ operation, curl: expect.stringMatching(curl) })]);
    const [failure] = run.failures;
    expect(failure?.fault).toBe(fault);
    expect(failure?.failures[0]?.detail).toMatch(detail);
    expect(renderFuzz(run)).toContain(failure?.curl);
  });

  it('the same seed → the same requests; another → others', async () => {
    const sent: string[] = [];
    const record: Fault = ({ method, url }) => sent.push(`${method} ${url}`) < 0;
    const requests = async (seed: number) => {
      sent.length = 0;
      await fuzz(record, { runs: 100, seed });
      close();
      return sent.toSorted();
    };
    const first = await requests(1);
    expect(await requests(1)).toEqual(first);
    expect(await requests(2)).not.toEqual(first);
  });

  it('429 → refused: what a limiter answers is no test', async () => {
    await expect(fuzz((_, response) => answer(response, 429))).rejects.toThrow('limits its callers');
  });
});
