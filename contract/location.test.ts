import { expect, it } from 'vitest';
import { flag, member, members, required, text } from './location.ts';

const document = {
  a: { 'b/c': { name: 'x', on: true, off: false, empty: null, list: ['y', 'z'] } },
  direct: { $ref: '#/a/b~1c' },
  described: { $ref: '#/a/b~1c', summary: 'An x.', description: 'An x, at length.' },
  twice: { $ref: '#/described' },
  schema: { $ref: '#/a/b~1c', type: 'string' },
  number: { $ref: 5 },
  lost: { $ref: '#/a/d' },
  outside: { $ref: 'other.yaml#/a' },
};
const root = { document, pointer: '', value: document };

it('a member → its value and its pointer; none, undefined', () => {
  expect(member(required(root, 'a'), 'b/c')).toMatchObject({ pointer: '/a/b~1c', value: document.a['b/c'] });
  expect(member(root, 'z')).toBeUndefined();
});

it.each(['direct', 'described', 'twice'])('a reference, %s → followed', (name) => {
  expect(member(root, name)).toMatchObject({ pointer: '/a/b~1c', value: document.a['b/c'] });
});

it.each(['schema', 'number'])('a reference beside keywords, or none: %s → not followed', (name) => {
  expect(member(root, name)).toMatchObject({ pointer: `/${name}` });
});

it('a reference that leads nowhere, or leaves the document → an error with both places', () => {
  expect(() => member(root, 'lost')).toThrow('/lost refers to /a/d, which does not exist');
  expect(() => member(root, 'outside')).toThrow('reference other.yaml#/a leaves the document');
});

it('members of an object and of a list → in order; of anything else, none', () => {
  const inner = member(root, 'direct')!;
  expect(members(inner).map(([name]) => name)).toEqual(['name', 'on', 'off', 'empty', 'list']);
  expect(members(member(inner, 'list')).map(([, { pointer }]) => pointer)).toEqual([
    '/a/b~1c/list/0',
    '/a/b~1c/list/1',
  ]);
  for (const none of [undefined, member(inner, 'name'), member(inner, 'empty')])
    expect(members(none)).toEqual([]);
});

it('a member that has to be there, or has to be text → an error with the place', () => {
  const inner = member(root, 'direct')!;
  expect(text(inner, 'name')).toBe('x');
  expect(() => required(inner, 'size')).toThrow('/a/b~1c has no size');
  expect(() => text(inner, 'on')).toThrow('/a/b~1c/on is not a string');
});

it('a flag → true only when it says so', () => {
  const inner = member(root, 'direct')!;
  expect(['on', 'off', 'name', 'none'].map((name) => flag(inner, name))).toEqual([true, false, false, false]);
});
