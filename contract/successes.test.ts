import { expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { operationById } from './paths.ts';
import { alwaysSucceeds, isDecidedByData, isShown, isSuccess, successTypes } from './successes.ts';
import { toyText } from './testing/toy-contract.ts';

it.each([
  [199, false],
  [200, true],
  [204, true],
  [299, true],
  [300, false],
  [404, false],
])('the status %i → a success: %s', (status, want) => {
  expect(isSuccess(status)).toBe(want);
});

const listToys = (text: string) => operationById(parseContract(text), 'listToys');
const answer = (status: number, content: string) =>
  toyText.replace(
    "        '404':\n",
    `        '${status}': { description: More., content: { ${content} } }\n$&`,
  );

it.each([
  ['one success', toyText, ['application/json']],
  ['two types', answer(206, 'text/csv: { schema: {} }'), ['application/json', 'text/csv']],
  ['a type twice', answer(206, 'application/json: { schema: {} }'), ['application/json']],
  ['an error of another type', answer(409, 'text/plain: { schema: {} }'), ['application/json']],
])('%s → the media types of the bodies of successes', (_, text, want) => {
  expect(successTypes(listToys(text))).toEqual(want);
});

it.each([404, 409, 410, 412, 422])('%i → a valid request may meet it', (status) => {
  expect(isDecidedByData(listToys(toyText), status)).toBe(true);
});

it.each([200, 400, 401, 429, 503])('%i → no valid request meets it because of the data', (status) => {
  expect(isDecidedByData(listToys(toyText), status)).toBe(false);
});

it('412 where ETags are revalidated → only with If-Match', () => {
  const getVersion = operationById(parseContract(toyText), 'getVersion');
  expect(isDecidedByData(getVersion, 412)).toBe(false);
  expect(isDecidedByData(getVersion, 404)).toBe(true);
});

it('an operation without errors of data → every valid request succeeds', () => {
  const { operations } = parseContract(toyText);
  expect(operations.map((operation) => [operation.id, alwaysSucceeds(operation)])).toEqual([
    ['getVersion', true],
    ['listToys', false],
    ['orderToy', true],
  ]);
});

it('a status with a named example → shown; without one, or not declared → not', () => {
  const { operations } = parseContract(toyText);
  const [getVersion, list] = operations;
  expect([isShown(list!, 404), isShown(getVersion!, 200), isShown(getVersion!, 304)]).toEqual([
    ...[true, true, false],
  ]);
  // An example without a name only illustrates.
  expect(isShown(getVersion!, 429)).toBe(false);
  expect(isShown(getVersion!, 418)).toBe(false);
});
