import { expect, it } from 'vitest';
import { equalJson, isObject, lookup, parseJson, pointerTo, preview, referenced } from './json.ts';

it.each([
  [{}, true],
  [[], false],
  [null, false],
  ['a', false],
  [undefined, false],
])('%o → an object: %s', (value, want) => {
  expect(isObject(value)).toBe(want);
});

it('a token with ~ and / → escaped in a pointer, and found by it', () => {
  const pointer = pointerTo('/a', '~1/b~0');
  expect(pointer).toBe('/a/~01~1b~00');
  expect(lookup({ a: { '~1/b~0': 5 } }, pointer)).toBe(5);
});

it.each([
  ['', { a: [null, 'x'] }],
  ['/a/0', null],
  ['/a/1', 'x'],
  ['/a/2', undefined],
  ['/a/0/b', undefined],
  ['/a/1/0', undefined],
  ['/a/length/b', undefined],
  ['/toString', undefined],
])('the pointer "%s" → %o', (pointer, want) => {
  expect(lookup({ a: [null, 'x'] }, pointer)).toEqual(want);
});

it('a local reference → its pointer, decoded; any other → an error', () => {
  expect(referenced('#/a/b%20c')).toBe('/a/b c');
  for (const other of ['other.yaml#/a', '#a']) expect(() => referenced(other)).toThrow('leaves the document');
});

it('a text that is no JSON → undefined', () => {
  expect(parseJson('[1]')).toEqual([1]);
  expect(parseJson('[1')).toBeUndefined();
});

it.each([
  ['members in another order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
  ['nothing twice', undefined, undefined, true],
  ['infinity twice', Infinity, Infinity, true],
  ['infinity and a number', [Infinity], [1], false],
  ['items in another order', [1, 2, 3], [1, 3, 2], false],
  ['an item more', [1], [1, 2], false],
  ['a list and an object', [1], { 0: 1 }, false],
  ['null and an object', null, {}, false],
  ['an object and null', {}, null, false],
  ['a text and a list', 'a', ['a'], false],
  ['nothing and null', undefined, null, false],
  ['a member that is called __proto__', JSON.parse('{"__proto__":{}}'), { a: {} }, false],
])('%s → equal, or not', (_, left, right, want) => {
  expect(equalJson(left, right)).toBe(want);
});

it('a preview → JSON of 60 characters at most', () => {
  expect(preview({ a: 1 })).toBe('{"a":1}');
  expect(preview(undefined)).toBe('nothing');
  expect(preview('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
  expect(preview('x'.repeat(59))).toBe(`"${'x'.repeat(58)}…`);
});
