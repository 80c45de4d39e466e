import { expect, it } from 'vitest';
import { toyContractWith } from '../testing/toy-contract.ts';
import { chooseExample } from './choose-example.ts';

const contract = toyContractWith('                unknownShelf:\n', '                allToys:\n');
const operation = contract.operations.find(({ id }) => id === 'listToys')!;

it.each([
  ['an Accept of the other', undefined, 'application/problem+json', 200, 'application/json'],
  ['no Accept', undefined, undefined, 200, 'application/json'],
  ['the status of the other', 404, undefined, 404, 'application/problem+json'],
])(
  'two statuses have an example of one name, %s → the media type of the status that is sent',
  (_, code, accept, status, mediaType) => {
    const preference = { exampleKey: 'allToys', ...(code !== undefined && { code }) };
    expect(chooseExample(operation, preference, accept)).toEqual({
      code: status,
      mediaTypes: [mediaType],
      exampleKey: 'allToys',
    });
  },
);
