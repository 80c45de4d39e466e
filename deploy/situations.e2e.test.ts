/** The contract is kept through nginx in each situation, and nginx tells the service who calls. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../contract-tests/cli/command.ts';
import { readOptions } from '../contract-tests/cli/options.ts';
import { situations } from '../lib/nginx.ts';
import { type StartedServer, startServer } from '../lib/process.ts';
import { startTestService } from '../server/testing/start-test-service.ts';
import { useNginx } from './testing/use-nginx.ts';

const nginxFor = useNginx();
const prefix = '/media/taxonomy';

describe('npm run contract, --url of nginx', () => {
  let server: StartedServer<'PORT'>;
  beforeAll(async () => {
    const env = { RATE_LIMIT: '999999999', TRUSTED_PROXIES: '1' };
    server = await startServer('server/main.ts', ['PORT'], { env, patienceMs: 2000 });
  });
  afterAll(() => server.stop());

  async function contract(url: string, ...more: string[]) {
    const output: string[] = [];
    const write = (text: string) => output.push(text);
    const options = readOptions(['--url', url, ...more]);
    const code = await runCommand(options, { stdout: write, stderr: write });
    return { code, output: output.join('') };
  }

  it.for(situations)('%s, --behind-proxy and generated requests → passed', async (situation, { skip }) => {
    const nginx = await nginxFor(skip, situation, server.urls.PORT);
    const url = situation === 'prefix' ? nginx + prefix : nginx;
    const { code, output } = await contract(url, '--behind-proxy', '--fuzz', '--runs', '2000');
    expect(code, output).toBe(0);
    expect(output).toContain('× header server was added');
    expect(output).toContain('× the proxy answered 400 itself');
    expect(output.includes('× the ETag of compressed bytes was made weak')).toBe(situation === 'gzip');
  });

  it('gzip without --behind-proxy → failed, because an ETag is weak', async ({ skip }) => {
    const { code, output } = await contract(await nginxFor(skip, 'gzip', server.urls.PORT));
    expect(code).toBe(1);
    expect(output).toMatch(/✗ \w+ › encodings\n +GET \S+ \(gzip\) header etag must match/);
    expect(output).not.toContain('behind a proxy');
  });
});

describe('plain', () => {
  const environment = { TRUSTED_PROXIES: '1', RATE_LIMIT: '2' };

  it('a client that names other addresses → one client, with one quota', async ({ skip }) => {
    const service = await startTestService({ environment });
    const url = await nginxFor(skip, 'plain', service.url);
    const statuses = [];
    for (const address of ['7.7.7.7', '8.8.8.8', '9.9.9.9']) {
      const headers = { 'X-Forwarded-For': address };
      statuses.push((await fetch(`${url}/api/taxonomy/layers`, { headers })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    await service.close();
  });

  it('a client that says https over http → no HSTS', async ({ skip }) => {
    const service = await startTestService({ environment });
    const url = await nginxFor(skip, 'plain', service.url);
    const headers = { 'X-Forwarded-Proto': 'https' };
    const direct = await service.request('/api/taxonomy/layers', { headers });
    expect(direct.headers.has('strict-transport-security')).toBe(true);
    const proxied = await fetch(`${url}/api/taxonomy/layers`, { headers });
    expect(proxied.headers.has('strict-transport-security')).toBe(false);
    await service.close();
  });
});

it('a body that is larger than every limit → a problem, not a page of nginx', async ({ skip }) => {
  const service = await startTestService();
  const url = await nginxFor(skip, 'plain', service.url);
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ text: 'x'.repeat(40_000_000) });
  const response = await fetch(`${url}/api/taxonomy/convert/batch`, { method: 'POST', headers, body });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.status).toBe(413);
  await service.close();
});
