import { expect, it } from 'vitest';
import type { Operation, Parameter, SecurityScheme } from './model.ts';
import { explainUnknown, unknownNames } from './unknown-query.ts';

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, in: 'query', required: false, style: 'form', explode: true, schemaPointer: '/schema' },
  examples: new Map(),
  ...more,
});
const scheme = (where: 'query' | 'header', name: string): SecurityScheme => ({
  ...{ name, type: 'apiKey', in: where, parameter: name },
});
const operation: Pick<Operation, 'parameters' | 'security'> = {
  parameters: [
    parameter('layer'),
    parameter('limit'),
    parameter('filter', { style: 'deepObject' }),
    parameter('X-Size', { in: 'header' }),
  ],
  security: {
    optional: false,
    alternatives: [
      scheme('query', 'key'),
      scheme('header', 'secret'),
      { name: 'clerk', type: 'bearer' as const },
    ].map((one) => ({ scheme: one, scopes: [] })),
  },
};
const pairs = (...names: string[]) => names.map((name) => [name, ''] as const);

it('declared parameters, members, keys, and names that begin with _ → known', () => {
  expect(
    unknownNames(operation, pairs('layer', 'limit', 'filter[size]', 'filter', 'key', '_', '_x')),
  ).toEqual([]);
});

it('anything else → unknown, each once', () => {
  const names = ['Layer', 'layer[a]', 'X-Size', 'secret', 'Stryker was here', 'x', 'x'];
  expect(unknownNames(operation, pairs(...names))).toEqual(names.slice(0, -1));
});

it.each([
  ['limt', 'is not known here. Did you mean limit?'],
  ['layr', 'is not known here. Did you mean layer?'],
  ['filters', 'is not known here. Did you mean filter?'],
])('%s → the nearest name', (name, want) => {
  expect(explainUnknown(operation, name)).toBe(want);
});

it('no query parameters → says so', () => {
  expect(explainUnknown({ parameters: [] }, 'a')).toBe('is not known here: there are no query parameters');
});
