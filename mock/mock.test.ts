import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { createMock } from './mock.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { twoToys, useToyMock } from './testing/toy-mock.ts';

const { get, mock, order, url } = useToyMock();

describe('reload', () => {
  const edited = toyContractWith('[{ name: Ball }, { name: Kite }]', '[{ name: Kite }]');

  it('another contract → its responses on the same port, and no 304 for an old ETag', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    mock.reload(edited);
    const response = await get('/toys/top', { 'if-none-match': etag });
    expect(await response.json()).toEqual({ toys: [{ name: 'Kite' }] });

    mock.reload(toyContract);
    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it('a contract that lacks a kind of problem → an error that names it, and the old contract stays', async () => {
    expect(() => mock.reload(toyContractWith('not-found: {', 'gone: {'))).toThrow('not-found');

    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it('a contract with a broken reference in a schema → a problem that names the reference', async () => {
    mock.reload(toyContractWith('name: { enum: [Ball, Kite] }', "name: { $ref: '#/gone' }"));
    const response = await order('{ "name": "Car" }');
    mock.reload(toyContract);

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      type: '/problems/internal',
      detail: expect.stringContaining('gone'),
    });
  });
});

it('a request that never ends → closing waits for it, but not for ever', async () => {
  const other = createMock(toyContract);
  const { port } = new URL(await other.listen(0, '127.0.0.1'));
  const socket = connect(Number(port), '127.0.0.1');
  const isClosed = new Promise((resolve) => socket.on('close', resolve).on('error', () => {}));
  socket.write('POST /toys HTTP/1.1\r\nHost: mock\r\nContent-Length: 5\r\n\r\n');
  await new Promise((resolve) => socket.once('connect', resolve));

  await other.close();
  await isClosed;
});

it('the port is taken → an error with its code', async () => {
  const other = createMock(toyContract);

  await expect(other.listen(Number(new URL(url()).port), '127.0.0.1')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('the server cannot accept a connection, twice → both errors are logged, and the mock still responds', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const other = createMock(toyContract);
  const target = `${await other.listen(0, '127.0.0.1')}/toys/top`;
  const server = await serverOf(() => fetch(target));
  for (const message of ['accept EMFILE', 'accept ENFILE']) server.emit('error', new Error(message));

  expect(await (await fetch(target)).json()).toEqual(twoToys);
  await other.close();
  expect(logged.mock.calls.flat().join()).toMatch(/accept EMFILE.*accept ENFILE/);
  logged.mockRestore();
});

/** The server that receives a request. */
async function serverOf(send: () => Promise<unknown>): Promise<Server> {
  const channel = 'http.server.request.start';
  let found: Server | undefined;
  const note = (message: unknown) => {
    found = (message as { server: Server }).server;
  };
  subscribe(channel, note);
  await send();
  unsubscribe(channel, note);
  return found!;
}
