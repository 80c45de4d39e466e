// The real comparison of mock and server is a stage of npm test: contract --parity.
import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { createListener } from '../../mock/listener.ts';
import { listen } from '../http/listen.ts';
import { renderParity } from './report.ts';
import { isSame, type ParityReport, runParity } from './run-parity.ts';

const all = readContract();
// A few operations: the real comparison has all of them.
const few = ['listLayers', 'listCategories', 'convertHfnToMfa'];
const contract = { ...all, operations: all.operations.filter(({ id }) => few.includes(id)) };
const seed = 1;
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
});

async function serve(listener: RequestListener): Promise<string> {
  const { url, close } = await listen(createServer(listener));
  stops.push(close);
  return url;
}

describe(`runParity, seed ${seed}`, () => {
  const mock = createListener(all);
  let mockUrl = '';
  beforeAll(async () => {
    mockUrl = await serve(mock);
  });

  describe('a mock with wrong responses at two paths, as the server', () => {
    let run: ParityReport;
    beforeAll(async () => {
      const serverUrl = await serve((request, response) => {
        if (request.url === '/api/taxonomy/categories/Z') response.writeHead(200).end();
        else if (request.url === '/api/taxonomy/categories/S') response.destroy();
        else {
          // A server does not say that it is a mock, except of one operation.
          const setHeaders = response.setHeaders.bind(response);
          response.setHeaders = (headers) =>
            setHeaders(
              new Map(
                [...(headers as Map<string, string>)].filter(
                  ([name]) => name !== 'x-mock' || request.url?.startsWith('/api/taxonomy/categories/'),
                ),
              ),
            );
          mock(request, response);
        }
      });
      const publishing = { url: mockUrl, credentials: { token: 'any', rejected: {} } };
      run = await runParity({ mockUrl, serverUrl, publishing, contract, seed });
    }, 60_000);

    it('a different response, or none → reported with its request', () => {
      const found = run.differences.map(({ request, where, other }) => [request, where, other].join(' | '));
      expect(found).toContain('listCategories › 404 › unknownLayer | status | 200');
      expect(found).toContainEqual(
        expect.stringMatching(/^listCategories › 200 › stars \| connection \| Error/),
      );
      expect(found).toContainEqual(
        expect.stringMatching(/^listCategories › generated valid › \d+ \| header x-mock \| is a mock$/),
      );
      expect(run.differences.every(({ request }) => request.startsWith('listCategories'))).toBe(true);
      expect(run.compared).toBeGreaterThan(500);
      expect(isSame(run)).toBe(false);
    });

    it('an accepted difference that does not occur → reported, and the run fails', () => {
      expect(run.unused).toContainEqual(expect.stringContaining('A mock sends these headers'));
      expect(isSame({ ...run, differences: [] })).toBe(false);
      expect(isSame({ ...run, differences: [], unused: [] })).toBe(true);
    });

    it('the report → grouped by request, no line longer than 80', () => {
      const report = renderParity(run);
      expect(report).toContain('✗ listCategories › 404 › unknownLayer');
      expect(report).toContain('✗ accepted, but no longer found: A mock sends these headers');
      expect(report.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });
  });
});
