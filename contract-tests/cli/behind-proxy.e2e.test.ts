/** --behind-proxy allows what a proxy may do, and finds what it must not do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import type { WireResponse } from '../http/forward.ts';
import type { Listening } from '../http/listen.ts';
import type { Evidence } from '../report/evidence.ts';
import { startStateServer } from '../targets/state-servers.ts';
import { startRelay } from '../testing/start-relay.ts';
import { runCommand } from './command.ts';
import { readOptions } from './options.ts';

interface Relayed extends WireResponse {
  readonly method: string;
}

let server: Listening;
beforeAll(async () => {
  server = await startStateServer(readContract(), undefined, { RATE_LIMIT: '999999999' });
});
afterAll(() => server.close());

type Change = (response: Relayed) => Relayed;

/** @param isStored whether the proxy answers the same GET with its first response of that kind */
async function runBehind(change: Change, isStored: (response: Relayed) => boolean, ...args: string[]) {
  const stored = new Map<string, Relayed>();
  const proxy = await startRelay(server.url, async ({ method = '', url, headers }, forward) => {
    const key = `${method} ${url} ${headers['accept-encoding']} ${headers.accept}`;
    const found = stored.get(key);
    if (found) return found;
    const changed = change({ method, ...(await forward()) });
    if (method === 'GET' && isStored(changed)) stored.set(key, changed);
    return changed;
  });
  const [output, stdout]: [string[], string[]] = [[], []];
  const options = readOptions(['--url', proxy.url, ...args]);
  const code = await runCommand(options, {
    stdout: (text) => output.push(text) + stdout.push(text),
    stderr: (text) => output.push(text),
  });
  await proxy.close();
  return { code, output: output.join(''), evidence: (): Evidence => JSON.parse(stdout.join('')) };
}

const adding =
  (more: Record<string, string>): Change =>
  (response) => ({
    ...response,
    headers: { ...response.headers, ...more },
  });
const never = () => false;

describe('a right proxy', () => {
  const added = { via: '1.1 edge', age: '0', 'x-envoy-upstream-service-time': '3', 'set-cookie': 'a=b' };
  const right: Change = (response) => {
    const changed = adding(added)(response);
    if (response.method !== 'HEAD') return changed;
    const { 'content-length': _, ...headers } = changed.headers;
    return { ...changed, headers };
  };

  it('adds headers and sends HEAD without a length → passed, and the report says how often', async () => {
    const args = ['--behind-proxy', '--ignore-headers', 'Set-Cookie'];
    const { code, output } = await runBehind(right, never, ...args);
    expect(code, output).toBe(0);
    const [, counts = ''] = /^allowed behind a proxy\n((?: {2}.*\n)+)/m.exec(output) ?? [];
    for (const what of ['header via was', 'header set-cookie was', 'HEAD or GET announced no'])
      expect(counts).toMatch(new RegExp(`[1-9]\\d* × ${what}`));
  });

  it('the same without --behind-proxy → failed', async () => {
    const { code, output } = await runBehind(right, never);
    expect(code).toBe(1);
    expect(output).toContain('header x-envoy-upstream-service-time is not declared');
    expect(output).not.toContain('behind a proxy');
  });

  it('--ignore-headers of a declared header → exit code 2', async () => {
    const args = ['--behind-proxy', '--ignore-headers', 'etag'];
    expect(await runBehind(right, never, ...args)).toMatchObject({
      code: 2,
      output: '--ignore-headers: the contract declares etag\n',
    });
  });
});

describe('a wrong proxy, with --behind-proxy', () => {
  const dropped: Change = ({ headers: { vary: _, ...headers }, ...response }) => ({ ...response, headers });
  const page: Change = (response) => {
    if (response.status !== 404) return response;
    const body = Buffer.from('<h1>Not here</h1>');
    const headers = { 'content-type': 'text/html', 'content-length': String(body.length) };
    return { ...response, status: 200, headers, body };
  };
  const isPrivate = ({ headers }: Relayed) => headers['cache-control'] === 'no-store';
  const isPublic = ({ headers }: Relayed) => headers['cache-control']?.startsWith('public') === true;
  const same: Change = (response) => response;

  it.each<[wrong: string, want: string, change: Change, isStored: (response: Relayed) => boolean]>([
    ['drops Vary', 'listLayers › 200 › current: header vary is missing', dropped, never],
    ['makes a page of a 404', '404 › unknownRelease: status must be 404, is 200', page, never],
    ['stores no-store', 'listLayers › 400 › the same problem, with another request id', same, isPrivate],
    ['sends one id to all', 'listLayers › 200 › again, with another request id', same, isPublic],
  ])('%s → failed: %s', async (_, want, change, isStored) => {
    const { code, evidence } = await runBehind(change, isStored, '--behind-proxy', '--json');
    expect(code).toBe(1);
    const failures = evidence().targets[0]!.failures.map(
      ({ testCase, where, detail }) => `${testCase}: ${where} ${detail}`,
    );
    expect(failures.join('\n')).toContain(want);
  });
});
