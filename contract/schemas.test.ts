import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

const version = { version: '1.0.0', checksum: 'aa', uptime: 1, day: '2024-05-01' };

describe('validate', () => {
  it.each([
    ['a right value', 'Version', version, []],
    ['a property too many', 'Version', { ...version, 'a/b': 1 }, ['/a~1b must not be there']],
    ['a property too few', 'Toy', {}, ['/name is missing']],
    [
      'a wrong type behind allOf',
      'Version',
      { ...version, uptime: '1' },
      ['/uptime must be integer, is "1"'],
    ],
    [
      'a wrong format',
      'Version',
      { ...version, day: '2024-13-01' },
      ['/day must match format "date", is "2024-13-01"'],
    ],
    ['an enum', 'Toy', { name: 'Car' }, ['/name must be one of ["Ball","Kite"], is "Car"']],
    ['a constant', 'Fixed', { kind: 'b' }, ['/kind must be "a", is "b"']],
    ['a member that nothing evaluates', 'Fixed', { kind: 'a', more: 1 }, ['/more must not be there']],
    [
      'a member that is forbidden',
      'Fixed',
      { kind: 'a', never: 1 },
      ['/never must not be there, or not have this value'],
    ],
    [
      'several faults',
      'Toys',
      { toys: [{ name: 'Ball', price: 1.5 }, null] },
      ['/toys/0/price must be integer,null, is 1.5', '/toys/1 must be object, is null'],
    ],
  ])('validating %s → %s', (_, schema, value, want) => {
    const contract = toyContractWith(
      '    Toy:\n',
      `    Fixed: { type: object, unevaluatedProperties: false, properties: { kind: { const: a }, never: false } }\n    Toy:\n`,
    );
    const failures = contract.validate(`/components/schemas/${schema}`, value);
    expect(failures.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual(want);
  });

  it('a schema inside a path with braces → found', () => {
    const pointer = '/paths/~1toys~1{shelf}/get/parameters/0/schema';
    expect(toyContract.validate(pointer, 'red')).toEqual([]);
    expect(toyContract.validate(pointer, 5)).toHaveLength(1);
  });

  it.each([
    ['info:', 'externalDocs: { url: https://example.com }'],
    ['info:', 'x-owner: me'],
    ['info:', 'x-my.owner: me'],
    ['    Toy:', 'externalDocs: { url: https://example.com }'],
    ['    Toy:', 'x-owner: me'],
  ])('under %s: %s → ignored', (place, extension) => {
    const isRoot = place === 'info:';
    const contract = toyContractWith(
      place,
      isRoot ? `${extension}\n${place}` : `${place}\n      ${extension}`,
    );
    expect(contract.validate('/components/schemas/Toy', { name: 'Ball' })).toEqual([]);
  });

  it('a contract in JSON → the same extensions are ignored', () => {
    const contract = parseContract(JSON.stringify(toyContract.document));
    expect(contract.validate('/components/schemas/Version', version)).toEqual([]);
  });

  it('a schema of several types → any of them; with a keyword that is not there → an error', () => {
    const check = (price: string) =>
      toyContractWith("type: [integer, 'null']", price).validate('/components/schemas/Toy', {
        ...{ name: 'Ball', price: 'low' },
      });
    expect(check('type: [integer, string]')).toEqual([]);
    expect(() => check('maxSize: 1')).toThrow('maxSize');
  });

  it('a failure → its keyword, and what it demands without the value', () => {
    expect(toyContract.validate('/components/schemas/Toy', { name: 'Car' })).toEqual([
      {
        pointer: '/name',
        detail: 'must be one of ["Ball","Kite"], is "Car"',
        keyword: 'enum',
        message: 'must be equal to one of the allowed values: Ball, Kite',
      },
    ]);
  });

  it('a pointer that leads nowhere → an error that names it', () => {
    expect(() => toyContract.validate('/components/schemas/Nothing', 1)).toThrow(
      '/components/schemas/Nothing',
    );
  });
});
