import { expect, it } from 'vitest';
import type { Operation, SecurityScheme } from '../../contract/model.ts';
import { present, withoutCredentials } from './present.ts';

const bearer = { name: 'token', type: 'bearer' } as const;
const basic = { name: 'clerk', type: 'basic' } as const;
const header = { name: 'key', type: 'apiKey', in: 'header', parameter: 'X-Key' } as const;
const query = { name: 'key', type: 'apiKey', in: 'query', parameter: 'my key' } as const;

const rows: [scheme: SecurityScheme, path: string, secret: string, want: object][] = [
  [bearer, '/toys', 'abc', { headers: { authorization: 'Bearer abc' } }],
  [basic, '/toys', 'ada:wörd', { headers: { authorization: 'Basic YWRhOnfDtnJk' } }],
  [header, '/toys', 'a b', { headers: { 'x-key': 'a b' } }],
  [query, '/toys', 'a+b&c', { path: '/toys?my%20key=a%2Bb%26c' }],
  [query, '/toys?q=1', 'abc', { path: '/toys?q=1&my%20key=abc' }],
];

it.each(rows)('%j at %s, secret %s → written, and removed again', (scheme, path, secret, want) => {
  const request = { method: 'get', path, headers: { accept: '*/*' } };
  const presented = present(request, scheme, secret);
  expect(presented).toMatchObject(want);
  const security = { optional: false, alternatives: [{ scheme, scopes: [] }] };
  expect(withoutCredentials({ security } as unknown as Operation, presented)).toEqual(request);
});
