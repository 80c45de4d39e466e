import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter } from './model.ts';
import { parseQuery, readParameter, valueFromText, writeQuery } from './parameter-values.ts';

const list = (type: string) => ({ type: 'array', items: { type } });
const filter = { type: 'object', properties: { colour: { type: 'string' }, size: { type: 'integer' } } };

function parameterOf(schema: object, more: Partial<Parameter> = {}) {
  const document = { schema };
  const style = more.style ?? 'form';
  const parameter: Parameter = {
    name: 'p',
    in: 'query',
    required: false,
    style,
    explode: style === 'form',
    schemaPointer: '/schema',
    examples: new Map(),
    ...more,
  };
  return { document, parameter };
}

function read(schema: object, more: Partial<Parameter>, search: string): unknown {
  const { document, parameter } = parameterOf(schema, more);
  return readParameter({ document }, parameter, {
    path: new Map(),
    query: parseQuery(search),
    headers: {},
  });
}

describe('a parameter in a query', () => {
  it.each<[string, object, Partial<Parameter>, unknown, string]>([
    ['text', { type: 'string' }, {}, 'a b+c&é', 'p=a%20b%2Bc%26%C3%A9'],
    ['an empty text', { type: 'string' }, {}, '', 'p='],
    ['a number', { type: 'integer' }, {}, 10, 'p=10'],
    ['a boolean', { type: 'boolean' }, {}, false, 'p=false'],
    ['a list', list('string'), {}, ['a', 'b,c'], 'p=a&p=b%2Cc'],
    ['a list of one', list('integer'), {}, [1], 'p=1'],
    ['a list without explode', list('string'), { explode: false }, ['a', 'b,c'], 'p=a,b%2Cc'],
    ['a list with pipes', list('integer'), { style: 'pipeDelimited' }, [1, 2], 'p=1%7C2'],
    [
      'an object',
      filter,
      { style: 'deepObject' },
      { colour: 'r&b', size: 3 },
      'p%5Bcolour%5D=r%26b&p%5Bsize%5D=3',
    ],
  ])('%s → written, and read again', (_, schema, more, value, search) => {
    const { parameter } = parameterOf(schema, more);
    expect(writeQuery(parameter, value).join('&')).toBe(search);
    expect(read(schema, more, search)).toEqual(value);
  });

  it.each<[string, object, Partial<Parameter>, string, unknown]>([
    ['a plus sign is a space', { type: 'string' }, {}, 'p=a+b', 'a b'],
    ['reserved characters as they are', { type: 'string' }, {}, 'p=a:b/c?d=e', 'a:b/c?d=e'],
    ['an encoded name', { type: 'string' }, {}, '%70=a', 'a'],
    ['without =', { type: 'string' }, {}, 'p', ''],
    ['a malformed escape stays', { type: 'string' }, {}, 'p=%ZZ', '%ZZ'],
    ['not there', { type: 'string' }, {}, 'q=a', undefined],
    ['text that is there twice becomes a list', { type: 'string' }, {}, 'p=a&p=b', ['a', 'b']],
    ['a hexadecimal number stays text', { type: 'integer' }, {}, 'p=0x10', '0x10'],
    ['a number with a space stays text', { type: 'number' }, {}, 'p=+1', ' 1'],
    ['a bare pipe', list('string'), { style: 'pipeDelimited' }, 'p=a|b', ['a', 'b']],
    ['a list without explode, twice', list('string'), { explode: false }, 'p=a&p=b', [[], []]],
    ['a list of anything', { type: 'array' }, {}, 'p=1&p=b', ['1', 'b']],
    ['raw brackets', filter, { style: 'deepObject' }, 'p[size]=3', { size: 3 }],
    ['a member within a member', filter, { style: 'deepObject' }, 'p[a][b]=3', undefined],
    ['a name with another bracket', filter, { style: 'deepObject' }, 'p[a[]=3&p[b]]=3', undefined],
    ['another parameter', filter, { style: 'deepObject' }, 'q[size]=3', undefined],
    ['a name without its end', filter, { style: 'deepObject' }, 'p[size=3', undefined],
    ['an unknown member', filter, { style: 'deepObject' }, 'p[x]=3', { x: '3' }],
    ['a member twice', filter, { style: 'deepObject' }, 'p[size]=3&p[size]=4', { size: [3, 4] }],
    ['an object as text', filter, { style: 'deepObject' }, 'p=x', 'x'],
    [
      'a prototype is a name',
      filter,
      { style: 'deepObject' },
      'p[__proto__]=x',
      JSON.parse('{"__proto__":"x"}'),
    ],
  ])('%s', (_, schema, more, search, want) => {
    expect(read(schema, more, search)).toEqual(want);
  });

  it('any list of any text → read as it was written', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
    const styles = fc.constantFrom<Partial<Parameter>>({}, { explode: false });
    fc.assert(
      fc.property(texts, styles, (value, more) => {
        const { parameter } = parameterOf(list('string'), more);
        expect(read(list('string'), more, writeQuery(parameter, value).join('&'))).toEqual(value);
      }),
    );
  });
});

it('a header and a segment of the path → the first as it is, the second decoded', () => {
  const { document, parameter } = parameterOf({ type: 'string' }, { in: 'header' });
  const raw = { path: new Map([['p', 'a%20b']]), query: [], headers: { p: 'a%20b' } };
  expect(readParameter({ document }, parameter, raw)).toBe('a%20b');
  expect(readParameter({ document }, { ...parameter, in: 'path' }, raw)).toBe('a b');
  expect(readParameter({ document }, parameter, { ...raw, headers: {} })).toBeUndefined();
});

it('an empty list → absent', () => {
  expect(writeQuery(parameterOf(list('string')).parameter, [])).toEqual([]);
  expect(writeQuery(parameterOf(list('string'), { explode: false }).parameter, [])).toEqual([]);
});

it('a value of one type or text → text', () => {
  const document = { schema: { type: ['string', 'integer', 'boolean'] } };
  expect(valueFromText(document, '/schema', '1')).toBe('1');
  expect(valueFromText(document, '/schema', 'true')).toBe('true');
});

it.each([
  ['1', 'integer', 1],
  ['-0.5e3', 'number', -500],
  ['01', 'integer', '01'],
  ['', 'integer', ''],
  ['Infinity', 'number', 'Infinity'],
  ['true', 'boolean', true],
  ['1', 'boolean', '1'],
  ['untrue', 'boolean', 'untrue'],
  ['trueish', 'boolean', 'trueish'],
  ['1', 'string', '1'],
])('the text "%s" of type %s → %o', (text, type, want) => {
  expect(valueFromText({ schema: { type } }, '/schema', text)).toBe(want);
});
