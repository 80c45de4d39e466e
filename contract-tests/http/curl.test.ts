import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf } from './curl.ts';
import { type Listening, listen } from './listen.ts';
import { type PlannedRequest, payload } from './planned-request.ts';

const hasCurl = !(await execa('curl', ['--version'], { reject: false })).failed;

const post = { method: 'POST', path: '/convert', headers: { 'content-type': 'application/json' } };
const requests: Record<string, PlannedRequest> = {
  'a query with characters that curl and the shell interpret': {
    method: 'GET',
    path: '/a/../b/%ZZ?since=[1-2]&x={a,b}&y=$HOME',
    headers: { accept: "it's", 'x-request-id': '' },
  },
  'a body with quotes and control characters': { ...post, body: { hfn: `'"$(true)\`\n\0\ud800\\` } },
  'a body that looks like a file': { ...post, text: '@/etc/hostname' },
  'an empty body': { ...post, text: '' },
  'a body too long for a command line': { ...post, text: `${JSON.stringify({ hfn: "a'b" })}`.padEnd(3e6) },
  'parts of a form, which have line ends and may have a NUL': {
    ...post,
    headers: { 'content-type': 'multipart/form-data; boundary=part-of-this-form' },
    body: { text: "a\0b\\0101 %s 'c'", file: '\r\n\u007f\n' },
  },
  'text with a tab and a control character': {
    ...post,
    headers: { 'content-type': 'text/plain' },
    body: '\tone\u001b[1m\n\\',
  },
  'another method': { method: 'PUT', path: '/convert', headers: {} },
};

// The summary of the run shows the title, so that a skipped test is not read as passed.
const title = hasCurl ? 'curlOf' : 'curlOf (skipped: curl is not installed)';

describe.skipIf(!hasCurl)(title, () => {
  const received: PlannedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers: headers as Record<string, string>, text: await text(request) });
    response.end();
  });
  let target: Listening;
  beforeAll(async () => {
    target = await listen(server);
  });
  afterAll(() => target.close());

  it.each(Object.entries(requests))('%s → a shell sends the same request', async (_, request) => {
    await execa('sh', ['-c', curlOf(target.url, request)]);
    const { method, path, headers } = request;
    expect(received.at(-1)).toMatchObject({ method, path, headers, text: payload(request) });
  });
});
