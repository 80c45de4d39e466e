import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { explainTaken } from './ports.ts';

const host = '127.0.0.1';

it('a port is taken → a sentence with the remedy; free again → none', async () => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ports = [{ variable: 'MOCK_PORT', port }];

  expect(await explainTaken(host, ports)).toEqual([
    `Port ${port} is taken. Choose another: MOCK_PORT=${port + 1} npm start`,
  ]);

  server.close();
  await once(server, 'close');
  expect(await explainTaken(host, ports)).toEqual([]);
});

it('an address of another machine → a sentence with the code of the error', async () => {
  const [sentence] = await explainTaken('192.0.2.1', [{ variable: 'PORT', port: 3000 }]);
  expect(sentence).toMatch(/^Port 3000 cannot be used \(EADDRNOTAVAIL\)/);
});
