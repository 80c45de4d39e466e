/** A target that is not this API, or cannot be reached: one block, and the exit code. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { type Listening, listen } from '../http/listen.ts';
import { startStateServer } from '../targets/state-servers.ts';
import { runCommand } from './command.ts';
import { readOptions } from './options.ts';

const folder = useTemporaryFolder();
const opened: Listening[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function contract(...args: string[]) {
  const output: string[] = [];
  const write = (text: string) => output.push(text);
  const code = await runCommand(readOptions(args), { stdout: write, stderr: write });
  return { code, output: output.join('') };
}

async function opening(listening: Promise<Listening>): Promise<string> {
  opened.push(await listening);
  return opened.at(-1)!.url;
}

const answering = (status: number, headers: Record<string, string>, body: string): RequestListener => {
  return (_, response) => response.writeHead(status, headers).end(body);
};
const html = { 'content-type': 'text/html' };
const nginx = '400 The plain HTTP request was sent to HTTPS port';

describe('what answers is not this API → one block, exit code 1', () => {
  it.each<[what: string, listener: RequestListener, got: string, remedy: string]>([
    [
      'another web server',
      answering(200, html, `<h1>${'Welcome\n'.repeat(50)}`),
      '200 text/html',
      'Correct host and port',
    ],
    [
      'a 404 in JSON',
      answering(404, { 'content-type': 'application/json' }, '{"error":"x"}'),
      '404 application/json',
      'add the path to --url, such as',
    ],
    ['JSON of another API', answering(200, {}, '{"version":"1.0.0"}'), '200 without', 'Correct host'],
    [
      'a redirect',
      answering(301, { location: 'https://b.example/api/taxonomy/version' }, ''),
      '301 ',
      '--url https://b.example\n',
    ],
    ['a login', answering(403, html, 'Log in'), '403 text/html', 'asks for credentials'],
    ['a proxy without a service', answering(502, html, 'Bad gateway'), '502 text/html', 'Start the service'],
    ['HTTPS of nginx', answering(400, html, nginx), '400 text/html', '--url https://127.0.0.1'],
    ['no body', answering(204, {}, ''), '204 without', 'Correct host'],
  ])('%s', async (_, listener, got, remedy) => {
    const url = await opening(listen(createServer(listener)));
    const { code, output } = await contract('--url', url);
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^${url} is not this API\\.\n {2}asked: {2}GET ${url}/\\S+\n`));
    expect(output).toContain(`got:    ${got}`);
    expect(output).toContain(remedy);
    expect(output.split('\n')).toHaveLength(6);
  });

  it.each(['/api/taxonomy', '/api/taxonomy/version', '/docs'])('%s at the end of the URL', async (path) => {
    const url = await opening(startStateServer(readContract()));
    const { code, output } = await contract('--url', url + path, '--fuzz');
    expect(code).toBe(1);
    expect(output).toContain(`Use --url ${url}\n`);
  });
});

describe('nothing can be asked → one sentence and a remedy, exit code 3', () => {
  it.each([
    ['refused', 'http://127.0.0.1:9', 'nothing listens there'],
    ['no such name', 'http://nothing.invalid', 'its name has no address (DNS)'],
  ])('%s', async (_, url, want) => {
    for (const more of [[], ['--compatible-with', 'generated/openapi.yaml']]) {
      const { code, output } = await contract('--url', url, ...more);
      expect(code).toBe(3);
      expect(output).toMatch(/^.*\n$/);
      expect(output).toContain(`${url} cannot be reached: ${want}`);
    }
  });

  it('TLS at a port of plain HTTP', async () => {
    const url = await opening(startStateServer(readContract()));
    const { code, output } = await contract('--url', url.replace('http:', 'https:'));
    expect({ code, output }).toMatchObject({
      code: 3,
      output: expect.stringContaining('Begin --url with http://'),
    });
  });

  it('plain HTTP at a port of TLS, a certificate of nobody, and one for another host', async () => {
    const server = createSecureServer(certificate(), answering(200, html, 'Welcome'));
    const { port } = new URL(await opening(listen(server)));
    expect(await contract('--url', `http://localhost:${port}`)).toMatchObject({
      code: 3,
      output: expect.stringContaining('Begin --url with https://'),
    });
    expect(await contract('--url', `https://localhost:${port}`)).toMatchObject({
      code: 3,
      output: expect.stringContaining('NODE_EXTRA_CA_CERTS=ca.pem'),
    });
    const trusting = (url: string) =>
      execa(process.execPath, ['--import', 'tsx', 'scripts/contract.ts', '--url', url], {
        cwd: projectRoot,
        env: { NODE_EXTRA_CA_CERTS: join(folder(), 'certificate.pem') },
        reject: false,
      });
    expect(await trusting(`https://127.0.0.1:${port}`)).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('its certificate is for another host'),
    });
    expect(await trusting(`https://localhost:${port}`)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('is not this API'),
    });
  });
});

/** Signed by itself, for localhost. */
function certificate() {
  const [key, cert] = ['key.pem', 'certificate.pem'].map((name) => join(folder(), name)) as [string, string];
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const who = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execaSync('openssl', ['req', ...how, ...who, '-keyout', key, '-out', cert]);
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

it('no --origin, and the target does not allow every origin → said before, and one block with the remedy', async () => {
  const environment = { CORS_ORIGINS: 'https://app.example' };
  const url = await opening(startStateServer(readContract(), undefined, environment));
  const { code, output } = await contract('--url', url);
  expect(code).toBe(1);
  expect(output).toMatch(/^The target runs .*\nThe target does not allow every origin\./);
  expect(output.match(/^✗ /gm)).toHaveLength(2 + 8);
  expect(output).toContain('→ Give one that it allows, of its CORS_ORIGINS: --origin https://….');
  expect(output.split('\n').length).toBeLessThan(100);
  const other = await contract('--url', url, '--origin', 'https://other.example');
  expect(other.output).toContain('does not allow --origin https://other.example');
});

it('every handler fails, with generated requests, too → a report under 150 lines', async () => {
  const server = await startStateServer(readContract(), 'failing');
  const url = await opening(Promise.resolve(server));
  const { code, output } = await contract('--url', url, '--fuzz', '--runs', '200');
  expect(code).toBe(1);
  expect(output.split('\n').length).toBeLessThan(150);
});

describe('a path of results that cannot be written → exit code 2, before anything runs', () => {
  it.each([
    ['--evidence', 'missing/a.json', 'there is no folder'],
    ['--junit', 'folder', 'is a folder'],
  ])('%s %s', async (option, path, want) => {
    mkdirSync(join(folder(), 'folder'));
    const { code, output } = await contract('--url', 'http://127.0.0.1:9', option, join(folder(), path));
    expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining(`${option}: `) });
    expect(output).toContain(want);
  });
});
