import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CaseFailure } from '../model.ts';
import { renderCauses } from './render-causes.ts';

const render = (failures: readonly CaseFailure[]) =>
  renderCauses(failures).map((block) => stripVTControlCharacters(block));

/** The same failure in so many test cases. */
function inCases(count: number, where: string, detail: (index: number) => string): CaseFailure[] {
  return Array.from({ length: count }, (_, index) => ({
    testCase: `getToy › 200 › ${index}`,
    where,
    detail: detail(index),
    curl: `curl ${index}`,
  }));
}

describe('renderCauses', () => {
  it('a header that is missing in 900 cases → one block with the count, three more names, remedy and curl', () => {
    const where = 'header access-control-allow-origin';
    const failures = inCases(900, where, () => 'must be * or https://client.example, is missing');
    expect(render(failures).map((block) => block.split('\n'))).toEqual([
      [
        '✗ getToy › 200 › 0',
        `    ${where} must be * or https://client.example, is`,
        '    missing',
        '    the same in 899 more: getToy › 200 › 1, getToy › 200 › 2, getToy › 200 › 3,',
        '    …',
        '    → Give one that it allows, of its CORS_ORIGINS: --origin https://….',
        '    curl 0',
      ],
    ]);
  });

  it.each([
    ['another value', 'header x-foo', (index: number) => `is not declared, is "${index}"`],
    ['another id', 'header x-request-id', (index: number) => `must echo ${index}, is missing`],
    ['another number', 'header content-length', (index: number) => `must be ${index}, is ${index + 1}`],
    [
      'another expected status',
      'status',
      (index: number) => `must be ${200 + index}, is 503 with {"a":${index}}`,
    ],
  ])('%s in each case → one block', (_, where, detail) => {
    expect(render(inCases(50, where, detail))).toHaveLength(1);
  });

  it.each([
    ['another index', 'body /toys/0/name', 'body /toys/17/name'],
    ['the same place in an invariant', 'header etag', 'GET /toys?a=b (br) header etag'],
  ])('%s → one block', (_, ...places) => {
    const failures = places.map((where, index) => ({
      testCase: `a › ${index}`,
      where,
      detail: 'is missing',
    }));
    expect(render(failures)).toHaveLength(1);
  });

  it.each([
    [
      'places',
      [
        ['header etag', 'is missing'],
        ['header vary', 'is missing'],
      ],
    ],
    [
      'statuses',
      [
        ['status', 'must be 200, is 404'],
        ['status', 'must be 200, is 500'],
      ],
    ],
    [
      'reasons',
      [
        ['header etag', 'is missing'],
        ['header etag', 'must match pattern "x"'],
      ],
    ],
  ])('different %s in different cases → a block each, the most frequent first', (_, kinds) => {
    const failures = kinds.flatMap(([where = '', detail = ''], kind) =>
      inCases(kind + 1, where, () => detail).map((one) => ({ ...one, testCase: `${kind} ${one.testCase}` })),
    );
    expect(render(failures).map((block) => block.split('\n')[0])).toEqual([
      '✗ 1 getToy › 200 › 0',
      '✗ 0 getToy › 200 › 0',
    ]);
  });

  it('different failures of the same cases → one block', () => {
    const failures = ['etag', 'vary'].flatMap((name) => inCases(3, `header ${name}`, () => 'is missing'));
    expect(render(failures)).toHaveLength(1);
  });

  it('a thousand causes with long texts → at most 60 lines, and how many there are', () => {
    const failures = Array.from({ length: 1000 }, (_, index) => ({
      testCase: `case ${index}`,
      where: `header ${'x'.repeat((index % 300) + 1)}-${String.fromCodePoint(97 + (index % 26))}`,
      detail: 'y '.repeat(5000),
    }));
    const blocks = render(failures);
    expect(blocks.join('\n\n').split('\n').length).toBeLessThan(60);
    expect(blocks.at(-1)).toMatch(
      /^and \d+ more causes, in \d+ cases: --evidence FILE or --json has them all\.$/,
    );
  });
});
