import { expect, it } from 'vitest';
import { preferredType } from './accept.ts';

const json = 'application/json';
const csv = 'text/csv';

it.each([
  [undefined, json],
  ['', json],
  ['*/*', json],
  ['application/json; charset=utf-8', json],
  ['application/json;charset=utf-8;q=0.5, text/csv;q=0.4', json],
  ['text/csv;header=present;q=0.5, */*;q=0.1', csv],
  ['application/json; c="d;q=1, e/f";q=0.2, text/csv; Q=0.3', csv],
  ['application/json;c="a, text/csv;q=1";q=0.5, text/csv;q=0.1', json],
  ['application/*;q=0.1, text/*', csv],
  ['application/json;q=0, */*', csv],
  ['application/json; q=0; charset=utf-8, */*', csv],
  ['*/*;q=0', undefined],
  ['application/json;q=0.000', undefined],
  ['image/png', undefined],
])('Accept: %s → %s', (accept, want) => {
  expect(preferredType([json, csv], accept)).toBe(want);
});
