import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { createMock } from './mock.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { twoToys, useToyMock } from './testing/toy-mock.ts';

const { get, mock, order, url } = useToyMock();

describe('another contract', () => {
  const edited = toyContractWith('[{ name: Ball }, { name: Kite }]', '[{ name: Kite }]');

  it('→ its answers on the same port, and no 304 for what was held before', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    mock.reload(edited);
    const response = await get('/toys/top', { 'if-none-match': etag });
    expect(await response.json()).toEqual({ toys: [{ name: 'Kite' }] });

    mock.reload(toyContract);
    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it('that lacks a kind of problem → an error that names it, and the one before stays', async () => {
    expect(() => mock.reload(toyContractWith('not-found: {', 'gone: {'))).toThrow('not-found');

    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it('with a schema that leads nowhere → a problem that says so', async () => {
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

it('a taken port → an error with its code', async () => {
  const other = createMock(toyContract);

  await expect(other.listen(Number(new URL(url()).port), '127.0.0.1')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('a connection that cannot be taken, twice → told each time, and the mock answers on', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = await serverOf(() => get('/toys/top'));
  for (const message of ['accept EMFILE', 'accept ENFILE']) server.emit('error', new Error(message));

  expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  expect(told.mock.calls.flat().join()).toMatch(/accept EMFILE.*accept ENFILE/);
  told.mockRestore();
});

/** The server that a request comes to. */
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
