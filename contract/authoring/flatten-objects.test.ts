import { describe, expect, it } from 'vitest';
import { readContract } from '../bundle-file.ts';
import { isObject, type JsonObject } from '../json.ts';
import { flattenObjects } from './flatten-objects.ts';

const members = {
  type: 'object',
  required: ['kind', 'detail'],
  properties: { kind: { type: 'string' }, detail: {} },
};
const closed = { unevaluatedProperties: false };
const extending = (more: object, base: object = members) => ({
  components: {
    schemas: {
      Members: base,
      Fault: { type: 'object', allOf: [{ $ref: '#/components/schemas/Members' }], ...more },
    },
  },
});
const flat = (document: object) =>
  (flattenObjects(document as JsonObject) as ReturnType<typeof extending>).components.schemas.Fault;

describe('flattenObjects', () => {
  it('a closed object that extends another → all members in one schema, redefined ones as they are redefined', () => {
    const own = { kind: { const: 'a' }, count: { type: 'integer' } };
    expect(
      flat(extending({ required: ['count'], properties: own, ...closed, description: 'A fault.' })),
    ).toEqual({
      type: 'object',
      description: 'A fault.',
      required: ['kind', 'detail', 'count'],
      properties: { kind: { const: 'a' }, detail: {}, count: { type: 'integer' } },
      additionalProperties: false,
    });
  });

  it('an extended object that extends another → its members, too', () => {
    const document = extending(closed, { type: 'object', allOf: [members], properties: { more: {} } });
    expect(Object.keys(Object(flat(document)).properties)).toEqual(['kind', 'detail', 'more']);
  });

  it.each([
    ['an open object', extending({ examples: [null] })],
    ['a closed object that extends nothing', extending({ allOf: undefined, ...closed })],
    [
      'an extended object with words beside its reference',
      extending({ allOf: [{ $ref: '#/components/schemas/Members', description: 'A' }], ...closed }),
    ],
    [
      'a member that is redefined by a schema',
      extending({ properties: { kind: { maxLength: 3 } }, ...closed }),
    ],
    ['a condition', extending({ if: {}, ...closed })],
    ['an extended object with a mark', extending(closed, { ...members, 'x-identity': true })],
    ['an extended object with a condition', extending(closed, { ...members, minProperties: 3 })],
    ['an extended object that is closed', extending(closed, { ...members, ...closed })],
    ['an extended schema of another type', extending(closed, { type: ['object', 'null'], properties: {} })],
  ])('%s → unchanged', (_, document) => {
    expect(flat(document)).toEqual(document.components.schemas.Fault);
  });
});

// Generators of clients make the members optional that allOf redefines.
it('our contract → each problem is one flat schema with its own required type and status', () => {
  const schemas = Object.entries(
    Object((readContract().document as { components: JsonObject }).components.schemas),
  );
  const problems = schemas.filter(([name]) => name.endsWith('Problem'));
  expect(problems.length).toBeGreaterThan(10);
  for (const [name, problem] of problems) {
    expect(problem, name).toMatchObject({
      additionalProperties: false,
      properties: { status: { const: expect.anything() } },
    });
    expect(isObject(problem) && problem.required, name).toEqual(expect.arrayContaining(['type', 'status']));
    expect(problem, name).not.toHaveProperty('allOf');
  }
});
