import { expect, it } from 'vitest';
import { challengeOf } from './challenge.ts';
import type { SecurityScheme } from './model.ts';

it.each<[SecurityScheme, string]>([
  [{ name: 'clerk', type: 'bearer' }, 'Bearer realm="taxonomy"'],
  [{ name: 'user', type: 'basic' }, 'Basic realm="taxonomy", charset="UTF-8"'],
  [
    { name: 'key', type: 'apiKey', in: 'header', parameter: 'X-Key' },
    'ApiKey realm="taxonomy", name="X-Key"',
  ],
])('%o → the challenge %s', (scheme, want) => {
  expect(challengeOf(scheme)).toBe(want);
});
