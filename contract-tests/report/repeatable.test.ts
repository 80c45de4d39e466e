import { describe, expect, it } from 'vitest';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Target } from '../model.ts';
import { repeatable } from './repeatable.ts';

const [token, key, user] = ['token-of-a-tier', 'k&y', 'me:secret'] as const;
const target: Target = {
  name: 'a tier',
  url: 'https://tier.example',
  servesExamples: false,
  credentials: {
    token,
    secrets: new Map([
      ['key', key],
      ['basic', user],
    ]),
    rejected: {},
  },
};
const request = (headers: PlannedRequest['headers'], path = '/toys') => ({ method: 'GET', path, headers });

describe('repeatable', () => {
  it('a request → the command in one line', () => {
    expect(repeatable(target, request({ accept: 'a' }))).toBe(
      "curl --include --globoff --path-as-is --request GET --header 'accept: a' 'https://tier.example/toys'",
    );
  });

  it.each([
    ['a token', request({ authorization: `Bearer ${token}` })],
    ['a user and a password', request({ authorization: `Basic ${Buffer.from(user).toString('base64')}` })],
    ['a key in a header', request({ 'x-key': key })],
    ['a key in the query', request({}, `/toys?key=${encodeURIComponent(key)}`)],
  ])('%s → the command without it', (_, sent) => {
    const command = repeatable(target, sent);
    expect(command).toContain('$SECRET');
    for (const secret of [token, key, encodeURIComponent(key), Buffer.from(user).toString('base64')])
      expect(command).not.toContain(secret);
  });

  it.each([
    ['a long body', target, { ...request({}), body: 'x'.repeat(5000) }],
    ['a long path', target, request({}, `/${'x'.repeat(5000)}`)],
    ['a target that ends with the run', { ...target, overrideFor: () => undefined }, request({})],
  ])('%s → no command', (_, given, sent) => {
    expect(repeatable(given, sent)).toBeUndefined();
  });
});
