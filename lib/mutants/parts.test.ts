import { expect, it } from 'vitest';
import { belongsTo, mutatedIn, partsOf, testsOf } from './parts.ts';

it('a room with parts → they are measured one by one', () => {
  expect(partsOf('contract')).toEqual(['contract', 'contract/authoring']);
  expect(partsOf('mock')).toEqual(['mock']);
});

it('a folder within a part → it is measured alone', () => {
  expect(partsOf('server/browse')).toEqual(['server/browse']);
});

it('a file of a part → it belongs to the innermost part only', () => {
  expect(belongsTo('contract', 'contract/json.ts')).toBe(true);
  expect(belongsTo('contract', 'contract/authoring/drift.ts')).toBe(false);
  expect(belongsTo('contract/authoring', 'contract/authoring/diff/diff.ts')).toBe(true);
  expect(belongsTo('mock', 'mocks/a.ts')).toBe(false);
  expect(mutatedIn('contract')).toContain('!contract/authoring/**');
});

it.each(['**/main.ts', 'server/build/keep-code.ts', 'client/browser-tests/**'])(
  'processes and browsers that tests start, such as %s → not mutated',
  (files) => {
    expect(mutatedIn('server')).toContain(`!${files}`);
  },
);

it.each([
  [
    'server/http/authorization',
    ['server/http/authorization/**/*.test.ts', 'server/*.test.ts', 'server/http/*.test.ts'],
  ],
  ['server/store', ['server/store/**/*.test.ts', 'server/*.test.ts']],
  ['mock', ['mock/**/*.test.ts']],
])('%s → judged by the tests of the part, and by those directly above', (folder, include) => {
  expect(testsOf(folder)).toEqual({ include, exclude: [] });
});

it('a folder within a part → judged by the tests of the whole part', () => {
  expect(testsOf('server/browse')).toEqual(testsOf('server'));
  expect(testsOf('server/browse').exclude).toContain('server/store/**');
});
