import { describe, expect, it } from 'vitest';
import { createAjv, schemaId } from '../../schemas.ts';
import { lintWith, schema } from './testing/lint.ts';

const string = { type: 'string' };
const object = { type: 'object', properties: { name: string } };
const other = { $ref: '#/components/schemas/Other' };

const lint = (thing: Record<string, unknown>) =>
  lintWith('supported-schemas', schema(thing, { Other: object }));

const readable: Record<string, unknown>[] = [
  object,
  { ...object, required: ['name'], description: 'x', 'x-volatile': true, examples: [{}] },
  { type: ['string', 'null'], maxLength: 3 },
  other,
  { type: 'object', allOf: [other], unevaluatedProperties: false },
  { type: 'array', items: other, maxItems: 3 },
  { type: 'object', discriminator: { propertyName: 'name' }, oneOf: [other] },
  { type: 'object', properties: { format: string, xml: string, nullable: string } },
  { type: 'string', format: 'uuid' },
];
const unreadable: Record<string, unknown>[] = [
  { maxLength: 3 },
  { ...other, maxLength: 3 },
  { type: 'object', properties: { name: { pattern: 'a' } } },
  { allOf: [other], unevaluatedProperties: false },
  { ...object, required: ['other'] },
  { type: 'array', prefixItems: [string] },
  { type: 'string', format: 'sku' },
  { type: 'string', colour: 'red' },
];

const compiles = (thing: Record<string, unknown>) => {
  const document = { components: { schemas: { Thing: thing, Other: object } } };
  const ajv = createAjv({ document, text: JSON.stringify(document) });
  return () => ajv.getSchema(schemaId('/components/schemas/Thing'));
};

describe('a schema', () => {
  it.each(readable)('%j → read by the validator of the contract, and not reported', async (thing) => {
    expect(compiles(thing)).not.toThrow();
    expect(await lint(thing)).toEqual([]);
  });

  it.each(unreadable)('%j → unreadable for the validator of the contract, and reported', async (thing) => {
    expect(compiles(thing)).toThrow();
    expect(await lint(thing)).toHaveLength(1);
  });
});

it('an error deep in a schema → reported there, with a remedy', async () => {
  expect(await lint({ type: 'object', properties: { 'a/b': { maxLength: 3 } } })).toEqual([
    '#/components/schemas/Thing/properties/a~1b: strict mode: missing type "string" for keyword "maxLength" at "#/properties/a~1b" (strictTypes). Add type: string beside it.',
  ]);
});

it.each(['xml', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', 'nullable'])(
  'the keyword %s → reported',
  async (keyword) => {
    const value = { xml: { name: 'a' }, nullable: true }[keyword] ?? 'https://example.com/a';
    const problems = await lint({ type: 'string', [keyword]: value });
    expect(problems[0]).toContain(`The keyword ${keyword} is not supported.`);
  },
);
