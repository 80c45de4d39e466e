import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { toyText } from '../../contract/testing/toy-contract.ts';
import { invalidValues } from './invalid-values.ts';
import { createSource } from './source.ts';

const ours = readContract();
const at = (name: string) => `/components/schemas/${name}`;

/** The toy contract with one schema more. */
const withSchema = (schema: string) => parseContract(`${toyText}    Made: ${schema}\n`);

describe('validValues and invalidValues', () => {
  it.each(['Health', 'Taxonomy', 'Change', 'LayerList', 'Timestamp'])(
    '%s, with references, allOf and alternatives → only valid values, only invalid values',
    (name) => {
      const source = createSource(ours, ['S.POP.HPM.001', '1.2.3']);
      const right = fc.sample(source.valid(at(name)), 20);
      expect(right.flatMap((value) => ours.validate(at(name), value))).toEqual([]);
      const wrong = invalidValues(source, at(name)).flatMap(({ values }) => fc.sample(values, 2));
      expect(wrong.length).toBeGreaterThan(0);
      expect(wrong.filter((value) => ours.validate(at(name), value).length === 0)).toEqual([]);
    },
  );

  it.each<[feature: string, schema: string, faults: string[]]>([
    [
      'a recursive schema',
      `{ type: object, required: [name], properties: { name: { type: string, maxLength: 9 }, parts: { type: array, maxItems: 3, items: { $ref: '#/components/schemas/Made' } } }, additionalProperties: false }`,
      ['/name maxLength', '/parts maxItems', 'additionalProperties'],
    ],
    [
      'a recursive alternative',
      `{ oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Made' } }] }`,
      ['type'],
    ],
    [
      'a discriminator, beside members of its own',
      '{ type: object, required: [kind, id], properties: { kind: { enum: [a, b] }, id: { type: integer } }, oneOf: [{ type: object, required: [x], properties: { kind: { const: a }, x: { type: boolean } } }, { type: object, required: [y], properties: { kind: { const: b }, y: { type: number } } }], discriminator: { propertyName: kind }, unevaluatedProperties: false }',
      ['/kind enum', '/id required', '/x type', '/y required', 'additionalProperties'],
    ],
    [
      'a map',
      '{ type: object, minProperties: 1, propertyNames: { type: string, pattern: "^[a-z]{1,5}$" }, additionalProperties: { type: integer, minimum: 0, multipleOf: 5 } }',
      ['/unknown type', '/unknown minimum', '/unknown multipleOf', 'additionalProperties'],
    ],
    [
      'patternProperties',
      '{ type: object, patternProperties: { "^is[A-Z]$": { type: boolean } }, additionalProperties: false }',
      ['/^is[A-Z]$ type', 'additionalProperties'],
    ],
    [
      'a tuple',
      '{ type: array, prefixItems: [{ type: integer }, { type: string, minLength: 1 }], minItems: 2, items: false }',
      ['minItems', 'items', '/0 type', '/1 minLength'],
    ],
    [
      'items that are unique',
      '{ type: array, maxItems: 5, uniqueItems: true, items: { type: integer, minimum: 0, maximum: 9 } }',
      ['maxItems', 'uniqueItems', '/0 maximum'],
    ],
    [
      'a range that excludes its ends, and large numbers',
      '{ type: object, required: [a, b], properties: { a: { type: number, exclusiveMinimum: 0, exclusiveMaximum: 1 }, b: { type: integer, minimum: 5000000000 } } }',
      ['/a exclusiveMinimum', '/a exclusiveMaximum', '/b minimum'],
    ],
    ...[
      'date',
      'time',
      'date-time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
      'uuid',
    ].map((format): [string, string, string[]] => [
      `format ${format}`,
      `{ type: string, format: ${format} }`,
      ['format'],
    ]),
    ['a member that no request has', '{ type: object, properties: { id: { not: {} } } }', ['/id not']],
    [
      'an example, where chance finds no value',
      '{ type: array, items: { type: integer }, contains: { const: 7777 }, minItems: 9, maxItems: 9, examples: [[1, 2, 3, 4, 5, 6, 7, 8, 7777]] }',
      ['maxItems'],
    ],
  ])('%s → only valid values, and values that break each constraint', (_, schema, faults) => {
    const contract = withSchema(schema);
    const source = createSource(contract, []);
    const right = fc.sample(source.valid(at('Made')), 50);
    expect(right.flatMap((value) => contract.validate(at('Made'), value))).toEqual([]);
    const wrong = invalidValues(source, at('Made'));
    expect(wrong.map(({ fault }) => fault)).toEqual(expect.arrayContaining(faults));
    const values = wrong.flatMap(({ values }) => fc.sample(values, 5));
    expect(values.filter((value) => contract.validate(at('Made'), value).length === 0)).toEqual([]);
  });

  it('a known string that the schema allows → generated; another known string → never', () => {
    const source = createSource(ours, ['S.POP.HPM.001', '1.2.3']);
    const versions = fc.sample(source.valid(at('DataVersion')), { numRuns: 100, seed: 1 });
    expect(versions).toContain('1.2.3');
    expect(versions).not.toContain('S.POP.HPM.001');
  });

  it.each([
    ['a format without a generator', '{ type: string, format: iso-date-time }'],
    ['a pattern that cannot be read', '{ type: string, pattern: "^(?=a)b" }'],
    [
      'a required member that has no end',
      `{ type: object, required: [a], properties: { a: { $ref: '#/components/schemas/Made' } } }`,
    ],
  ])('%s → an error that names the schema, and asks for an example', (_, schema) => {
    const source = createSource(withSchema(schema), []);
    expect(() => source.valid(at('Made'))).toThrow(/Made/);
  });

  it('a pattern with a script → its examples', () => {
    const source = createSource(withSchema(`{ type: string, pattern: '^\\p{L}+$' }`), ['żółw', '7']);
    const values = fc.sample(source.valid(at('Made')), { numRuns: 100, seed: 1 });
    expect(values).toContain('żółw');
    expect(values).not.toContain('7');
  });
});
