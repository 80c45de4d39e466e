import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { createListener } from '../../mock/listener.ts';
import { listen } from '../http/listen.ts';
import { renderFuzz } from './report.ts';
import { runFuzz } from './run-fuzz.ts';

const contract = readContract();
// A few operations, so that 250 requests reach each kind of request to them.
const few = ['listLayers', 'listCategories', 'getIncrementalSync', 'convertBatch', 'getRelease'];
const fuzzed = { ...contract, operations: contract.operations.filter(({ id }) => few.includes(id)) };
const listener = createListener(contract);

/** Sends a wrong response and returns true, or returns false so that the mock responds. */
type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

let close = async () => {};
afterEach(() => close());

async function fuzz(intercept: Intercept, { runs = 250, seed = 1 } = {}) {
  const server = createServer(
    (request, response) => intercept(request, response) || listener(request, response),
  );
  const { url, ...listening } = await listen(server);
  close = listening.close;
  const publishing = { url, credentials: { token: 'any', rejected: {} } };
  return runFuzz({ url, publishing, contract: fuzzed, runs, seed });
}

const respond = (response: ServerResponse, status: number, body = '') => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
  return true;
};

/** Matches valid requests only: an invalid request would make a second kind fail. */
const matches = ({ method, url = '', headers }: IncomingMessage, wanted: RegExp) =>
  method === 'GET' && headers.accept !== 'image/png' && wanted.test(url);

describe('runFuzz', () => {
  it('a server that keeps the contract → all requests sent, no failure, every kind of status', async () => {
    const run = await fuzz(() => false);
    expect(run.failures).toEqual([]);
    expect(Object.values(run.answers).reduce((sum, times) => sum + times)).toBe(250);
    expect(Object.keys(run.answers)).toEqual(
      expect.arrayContaining(['200', '400', '404', '405', '406', '413', '415']),
    );
  });

  it.each<[string, Intercept, { operation: string; fault?: string; detail: RegExp; curl: RegExp }]>([
    [
      '500 for large versions → reports the smallest large version',
      (request, response) => matches(request, /[?]since=\d\d+\.\d+\.\d+$/) && respond(response, 500),
      { operation: 'getIncrementalSync', detail: /is 500/, curl: /since=\d\d\.\d\.\d'$/ },
    ],
    [
      '200 for a repeated parameter → reports the shortest pair',
      (request, response) => matches(request, /since=.*since=/) && respond(response, 200),
      {
        operation: 'getIncrementalSync',
        fault: 'query since repeated',
        detail: /must be 400, is 200/,
        curl: /since=(\d\.\d\.\d)&since=\1'$/,
      },
    ],
    [
      'connection closed for upper-case layers → reports one of them',
      (request) => matches(request, /categories\/[A-Z]$/) && request.socket.destroy().destroyed,
      { operation: 'listCategories', detail: /socket hang up/, curl: /categories\/[A-Z]'$/ },
    ],
    [
      'wrong body for lower-case layers → reports one of them',
      (request, response) => matches(request, /categories\/[a-z]$/) && respond(response, 200, '{"x":1}'),
      { operation: 'listCategories', detail: /is missing/, curl: /categories\/[a-z]'$/ },
    ],
  ])('%s', async (_, intercept, { operation, fault, detail, curl }) => {
    const run = await fuzz(intercept);
    expect(run.failures).toEqual([expect.objectContaining({ operation, curl: expect.stringMatching(curl) })]);
    const [failure] = run.failures;
    expect(failure?.fault).toBe(fault);
    expect(failure?.failures[0]?.detail).toMatch(detail);
    expect(renderFuzz(run)).toContain(failure?.curl);
  });

  it('the same seed → the same requests; another seed → other requests', async () => {
    const sent: string[] = [];
    const record: Intercept = ({ method, url }) => sent.push(`${method} ${url}`) < 0;
    const requests = async (seed: number) => {
      sent.length = 0;
      await fuzz(record, { runs: 100, seed });
      await close();
      close = async () => {};
      return sent.toSorted();
    };
    const first = await requests(1);
    expect(await requests(1)).toEqual(first);
    expect(await requests(2)).not.toEqual(first);
  });

  it('429 → an error that names the rate limit', async () => {
    await expect(fuzz((_, response) => respond(response, 429))).rejects.toThrow('raise its rate limit');
  });
});
