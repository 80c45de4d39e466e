import { expect, it } from 'vitest';
import { describe, isWords } from './describe.ts';
import type { ReportedChange } from './redocly-report.ts';

const at = (pointer: string, value?: unknown) => ({ file: 'a.yaml', line: 1, pointer, value });
const changed = (typeName: string, property: string, before: unknown, after: unknown): ReportedChange => ({
  path: '#/info',
  typeName,
  property,
  kind: 'modified',
  base: at(`#/info/${property}`, before),
  revision: at(`#/info/${property}`, after),
  verdicts: [],
});
const part = (
  kind: 'added' | 'removed',
  typeName: string,
  pointer: string,
  value: unknown = {},
): ReportedChange => {
  const side = kind === 'added' ? 'revision' : 'base';
  return { path: pointer, typeName, kind, [side]: at(pointer, value), verdicts: [] };
};

it.each<[string, ReportedChange]>([
  ['Schema `Toy` was added.', part('added', 'Schema', '#/components/schemas/Toy')],
  ['Path item `/toys/{a~b}` was removed.', part('removed', 'PathItem', '#/paths/~1toys~1{a~0b}')],
  ['Operation `GET /toys` was added.', part('added', 'Operation', '#/paths/~1toys/get')],
  ['Parameter `limit` was added.', part('added', 'Parameter', '#/parameters/0', { name: 'limit' })],
  ['Parameter `limit` was removed.', part('removed', 'Parameter', '#/parameters/0', { name: 'limit' })],
  [
    '`deprecated` of operation `GET /toys` was set to true.',
    {
      ...changed('Operation', 'deprecated', undefined, true),
      revision: at('#/paths/~1toys/get/deprecated', true),
    },
  ],
  [
    '`maximum` of schema `limit` was removed.',
    { ...changed('Schema', 'maximum', 9, undefined), revision: at('#/components/schemas/limit') },
  ],
  ['`maximum` of schema `info` was removed.', changed('Schema', 'maximum', 9, undefined)],
  [
    '`maximum` of schema `toy` was removed.',
    { ...part('removed', 'Schema', '#/toy/maximum', 9), property: 'maximum' },
  ],
  [
    '`maximum` of schema `toy` was set to 9.',
    { ...part('added', 'Schema', '#/toy/maximum', 9), property: 'maximum' },
  ],
  ['`summary` of info `info` changed.', changed('Info', 'summary', 'a', undefined)],
  ['`maximum` of schema `info` was set to 9.', changed('Schema', 'maximum', undefined, 9)],
  ['`maximum` of schema `info` changed from 8 to 9.', changed('Schema', 'maximum', 8, 9)],
  ['`type` of schema `info` changed from "a" to ["a"].', changed('Schema', 'type', 'a', ['a'])],
  ['`type` of schema `info` changed from ["a"] to "a".', changed('Schema', 'type', ['a'], 'a')],
  [
    '`enum` of schema `info` changed: ["c"] is new, ["a"] is gone.',
    changed('Schema', 'enum', ['a', 'b'], ['b', 'c']),
  ],
])('%s', (sentence, change) => {
  expect(describe(change)).toBe(sentence);
});

it.each<[string, boolean, ReportedChange]>([
  ['a title', true, changed('Schema', 'title', 'a', 'b')],
  ['an example', true, changed('Schema', 'example', 1, 2)],
  ['an extension', true, changed('Schema', 'x-note', 1, 2)],
  ['x-max-bytes', false, changed('RequestBody', 'x-max-bytes', 1, 2)],
  ['an extension that begins like x-max-bytes', true, changed('Schema', 'x-max-bytes-note', 1, 2)],
  ['a property that ends like a text', false, changed('Schema', 'default-value', 1, 2)],
  ['a property that begins like a text', false, changed('Schema', 'tagsOf', 1, 2)],
  ['a part of the contact', true, changed('Contact', 'url', 'a', 'b')],
  ['an example that was added', true, part('added', 'Example', '#/examples/a')],
  ['a schema that was added', false, part('added', 'Schema', '#/components/schemas/a')],
  ['a schema that was removed', false, part('removed', 'Schema', '#/components/schemas/a')],
  [
    'a schema that was added, without its value',
    false,
    { ...part('added', 'Schema', '#/a'), revision: at('#/a') },
  ],
  ['a type that ends like one of words', false, changed('MyTag', 'kind', 'a', 'b')],
  ['a type that begins like one of words', false, changed('TagKind', 'kind', 'a', 'b')],
  ['a list in another order', true, changed('Schema', 'enum', ['a', 'b'], ['b', 'a'])],
  ['a list with other items', false, changed('Schema', 'enum', ['a', 'b'], ['b', 'c'])],
  ['another number', false, changed('Schema', 'maximum', 1, 2)],
])('%s → words alone: %s', (_, words, change) => {
  expect(isWords(change)).toBe(words);
});
