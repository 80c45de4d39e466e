import { describe, expect, it } from 'vitest';
import type { SecurityScheme } from '../../../contract/model.ts';
import type { ClientOptions } from './create-client.ts';
import { toyClient } from './testing/toy-client.ts';

const bearer = { name: 'clerk', type: 'bearer' } as const;
const basic = { name: 'owner', type: 'basic' } as const;
const header = { name: 'shop', type: 'apiKey', in: 'header', parameter: 'X-Key' } as const;
const query = { name: 'visitor', type: 'apiKey', in: 'query', parameter: 'key' } as const;

/** What a call presents. */
async function presented(
  security: readonly SecurityScheme[] | undefined,
  options: Partial<ClientOptions>,
  call = {},
) {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request);
    return Response.json({});
  };
  await toyClient({ ...(security && { security }) }, { ...options, fetch }).call(call);
  const [request] = sent;
  const entries = ['authorization', 'x-key'].map((name) => [name, request?.headers.get(name)] as const);
  return {
    ...Object.fromEntries(entries.filter(([, value]) => value !== null)),
    ...Object.fromEntries(new URL(request?.url ?? '').searchParams),
  };
}

describe('a credential', () => {
  it.each<[string, SecurityScheme[] | undefined, Partial<ClientOptions>, object]>([
    ['a bearer token', [bearer], { credentials: { clerk: 'abc' } }, { authorization: 'Bearer abc' }],
    ['the short form', [bearer], { token: 'abc' }, { authorization: 'Bearer abc' }],
    [
      'the scheme before the short form',
      [bearer],
      { token: 'a', credentials: { clerk: 'b' } },
      { authorization: 'Bearer b' },
    ],
    ['user and password', [basic], { credentials: { owner: 'é:b:c' } }, { authorization: 'Basic w6k6Yjpj' }],
    ['a key in a header', [header], { credentials: { shop: 'k' } }, { 'x-key': 'k' }],
    ['a key in the query', [query], { credentials: { visitor: 'k&k' } }, { key: 'k&k' }],
    ['a function', [query], { credentials: { visitor: async () => 'k' } }, { key: 'k' }],
    ['the only one that is there', [bearer, header], { credentials: { shop: 'k' } }, { 'x-key': 'k' }],
    ['the first of two', [header, bearer], { token: 'a', credentials: { shop: 'k' } }, { 'x-key': 'k' }],
    ['a function without a result', [header, bearer], { token: () => undefined }, {}],
    ['one of another scheme', [header], { token: 'a', credentials: { visitor: 'k' } }, {}],
    ['none', [bearer, header], {}, {}],
    ['an open operation', undefined, { token: 'a', credentials: { clerk: 'b', visitor: 'k' } }, {}],
  ])('%s → presented as declared', async (_, security, options, want) => {
    expect(await presented(security, options)).toEqual(want);
  });

  it('a header of the call → replaces the credential', async () => {
    const call = { headers: { authorization: 'Bearer b' } };

    expect(await presented([bearer], { token: 'a' }, call)).toEqual({ authorization: 'Bearer b' });
  });

  it('a key in the query → beside the parameters of the call', async () => {
    const call = { params: { query: { q: 'a' } } };

    expect(await presented([query], { credentials: { visitor: 'k' } }, call)).toEqual({ q: 'a', key: 'k' });
  });

  it('a function that fails → the call rejects with its error', async () => {
    const token = async () => {
      throw new RangeError('signed out');
    };

    await expect(presented([bearer], { token })).rejects.toThrow(new RangeError('signed out'));
  });
});
