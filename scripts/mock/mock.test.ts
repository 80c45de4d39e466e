import { describe, expect, it } from 'vitest';
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

  it.each([
    [
      'scenario without answer',
      toyContractWith('unknownShelf: { value: {', 'lost: { value: {'),
      'unknownShelf',
    ],
    ['scenario without inputs', toyContractWith('soldOut: { value: { name: Kite } }', ''), 'soldOut'],
    ['kind of problem missing', toyContractWith('not-found: {', 'gone: {'), 'not-found'],
  ])('that is broken by a %s → an error that names it, and the one before stays', async (_, broken, name) => {
    expect(() => mock.reload(broken)).toThrow(name);

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
