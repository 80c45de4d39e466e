import { expect, it } from 'vitest';
import { firstDuplicate, MAX_DEPTH, parseJson, scan } from './json.ts';

const nested = (levels: number, inner: string) => '{"a":1,"b":'.repeat(levels) + inner + '}'.repeat(levels);

it.each([
  ['as many levels as allowed', nested(MAX_DEPTH, '0'), -1],
  ['an array that is one too deep', nested(MAX_DEPTH, '[]'), MAX_DEPTH * '{"a":1,"b":'.length],
  ['an object that is one too deep', nested(MAX_DEPTH, '{}'), MAX_DEPTH * '{"a":1,"b":'.length],
  ['many brackets side by side', `[${'[],{},'.repeat(MAX_DEPTH)}0]`, -1],
  ['brackets in a string, behind an escaped quote', JSON.stringify(`"\\${'['.repeat(MAX_DEPTH + 1)}`), -1],
  ['closing brackets in a string', nested(MAX_DEPTH, '["]"]'), MAX_DEPTH * '{"a":1,"b":'.length],
])('%s → where the depth is exceeded', (_, text, at) => {
  expect(scan(text).tooDeepAt).toBe(at);
});

it('members at any depth, and colons in strings → the members are counted', () => {
  expect(scan('{"a": {"b": "c: d"}, "e": [{"f:": 1}, 2], "a": {}}').members).toBe(5);
});

it.each([
  ['{"a":1,"a":1}', ['/a']],
  ['{"a" : 1,\r\n\t"a"\n:1}', ['/a']],
  ['{"a":"}","a":1}', ['/a']],
  ['{"a":"\\"","a":1}', ['/a']],
  ['{"a":{"b":1},"a":[]}', ['/a']],
  ['[0,"1,2",[3,4],{"a":1,"a":2}]', ['/3/a']],
  ['{"a":[{"b":1,"b":1,"b":1}],"c":1,"c":2}', ['/a/0/b', '/c']],
  ['{"a":[null,{"b":{"c":1,"c":1}}]}', ['/a/1/b/c']],
  ['{"a":"a","b":"a","c":["c","c"]}', []],
  ['[{"a":1},{"a":1}]', []],
  ['{"a":{"a":1},"b":{"a":1}}', []],
  ['["a","a",",",":"]', []],
  ['{"\\":\\"":"\\":"}', []],
  ['{"a":1,":b":2}', []],
  ['"a"', []],
  ['null', []],
])('%s → pointers to what is given twice', (text, pointers) => {
  const { value, duplicates } = parseJson(text);
  expect(duplicates).toEqual(pointers);
  expect(value).toEqual(JSON.parse(text));
  expect(firstDuplicate(text, value, scan(text))).toBe(pointers[0]);
});
