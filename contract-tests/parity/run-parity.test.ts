// Mock and server as they are, compared on the same requests, are a stage of npm test: contract --parity.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { createListener } from '../../mock/listener.ts';
import { renderParity } from './report.ts';
import { isSame, type ParityReport, runParity } from './run-parity.ts';

const contract = readContract();
const seed = 1;
const stops: (() => unknown)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe(`runParity, seed ${seed}`, () => {
  const mock = createListener(contract, () => {});
  let mockUrl = '';
  beforeAll(async () => {
    mockUrl = await listen(mock);
  });

  describe('a mock, wrong at one path, in place of the server', () => {
    let run: ParityReport;
    beforeAll(async () => {
      const serverUrl = await listen((request, response) => {
        if (request.url === '/api/taxonomy/categories/Z') response.writeHead(200).end();
        else if (request.url === '/api/taxonomy/categories/S') response.destroy();
        else mock(request, response);
      });
      const publishing = { url: mockUrl, credentials: { token: 'any', rejected: {} } };
      run = await runParity({ mockUrl, serverUrl, publishing, contract, seed });
    }, 60_000);

    it('another answer, no answer → each named with its request', () => {
      const found = run.differences.map(({ request, where, server }) => [request, where, server].join(' | '));
      expect(found).toContain('listCategories › 404 › unknownLayer | status | 200');
      expect(found).toContainEqual(
        expect.stringMatching(/^listCategories › 200 › stars \| connection \| Error/),
      );
      expect(run.differences.every(({ request }) => request.startsWith('listCategories'))).toBe(true);
      expect(run.compared).toBeGreaterThan(500);
      expect(isSame(run)).toBe(false);
    });

    it('what is accepted and does not occur → named, and fails without any difference', () => {
      expect(run.unused).toContainEqual(expect.stringContaining('A mock limits nobody'));
      expect(isSame({ ...run, differences: [] })).toBe(false);
      expect(isSame({ ...run, differences: [], unused: [] })).toBe(true);
    });

    it('the report → request by request, no line longer than 80', () => {
      const report = renderParity(run);
      expect(report).toContain('✗ listCategories › 404 › unknownLayer');
      expect(report).toContain('✗ accepted, and no longer there: A mock limits nobody');
      expect(report.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });
  });
});
