import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { explainListen, explainUnusable } from './ports.ts';

const host = '127.0.0.1';

it('a port is taken → a sentence with the remedy; free again → none', async () => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ports = [{ variable: 'MOCK_PORT', port }];

  expect(await explainUnusable(host, ports)).toEqual([
    `Port ${port} is taken. Choose another: MOCK_PORT=${port + 1}`,
  ]);

  server.close();
  await once(server, 'close');
  expect(await explainUnusable(host, ports)).toEqual([]);
});

const both = [
  { variable: 'PORT', port: 3000 },
  { variable: 'MOCK_PORT', port: 4010 },
];

it.each([
  ['is of another machine', '192.0.2.1', /^HOST=192\.0\.2\.1 is not an address of this machine\. .*HOST=127/],
  ['does not exist', 'nowhere.invalid', /^HOST=nowhere\.invalid cannot be found \(E\w+\)\. .*HOST=127/],
])('a host that %s → one sentence for all ports, with the variable', async (_, wrong, sentence) => {
  expect(await explainUnusable(wrong, both)).toEqual([expect.stringMatching(sentence)]);
});

it('two variables with the same port which is taken → one sentence', async () => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sentences = await explainUnusable(host, [
    { variable: 'PORT', port },
    { variable: 'MOCK_PORT', port },
  ]);
  server.close();
  expect(sentences).toEqual([`PORT and MOCK_PORT are both ${port}. Choose another: MOCK_PORT=${port + 1}`]);
});

it.each([
  ['EACCES', 80, 'Port 80 is for privileged users. Choose one above 1023: PORT=8080'],
  ['EADDRINUSE', 65_535, 'Port 65535 is taken. Choose another: PORT=65534'],
  ['EMFILE', 80, undefined],
])('%s at port %s → %s', (code, port, sentence) => {
  expect(explainListen(Object.assign(new Error(), { code }), host, { variable: 'PORT', port })).toBe(
    sentence,
  );
});

it('a host that another variable sets → the sentence names that variable', () => {
  const error = Object.assign(new Error(), { code: 'EADDRNOTAVAIL' });
  expect(explainListen(error, '192.0.2.1', { variable: 'METRICS_PORT', port: 9464 }, 'METRICS_HOST')).toBe(
    'METRICS_HOST=192.0.2.1 is not an address of this machine. Choose another: METRICS_HOST=127.0.0.1',
  );
});
