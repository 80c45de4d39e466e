import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf } from './curl.ts';
import { type PlannedRequest, payload } from './planned-request.ts';

const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

const post = { method: 'POST', path: '/convert', headers: { 'content-type': 'application/json' } };
const requests: Record<string, PlannedRequest> = {
  'a query that curl and shell would read': {
    method: 'GET',
    path: '/a/../b/%ZZ?since=[1-2]&x={a,b}&y=$HOME',
    headers: { accept: "it's", 'x-request-id': '' },
  },
  'a body with quotes and control characters': { ...post, body: { hfn: `'"$(true)\`\n\0\ud800\\` } },
  'a body that looks like a file': { ...post, text: '@/etc/hostname' },
  'no body where one is due': { ...post, text: '' },
  'a body too long for a command line': { ...post, text: `${JSON.stringify({ hfn: "a'b" })}`.padEnd(3e6) },
  'another method': { method: 'PUT', path: '/convert', headers: {} },
};

// Printed with the summary of the run, so that nobody takes it for a pass.
const title = hasCurl ? 'curlOf' : 'curlOf (skipped: curl is not installed)';

describe.skipIf(!hasCurl)(title, () => {
  const received: PlannedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers: headers as Record<string, string>, text: await text(request) });
    response.end();
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  it.each(Object.entries(requests))('%s → a shell sends the same request', async (_, request) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await run('sh', ['-c', curlOf(url, request)]);
    const { method, path, headers } = request;
    expect(received.at(-1)).toMatchObject({ method, path, headers, text: payload(request) });
  });
});
