import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderMutation } from './report.ts';

const original = {
  status: 200,
  headers: { 'content-type': 'application/json', etag: '"a"' },
  body: Buffer.from(
    JSON.stringify({ layers: [{ code: 'G', name: 'G'.repeat(90) }, { code: 'S' }], count: 2 }),
  ),
};
const sent = { ...original, body: Buffer.from(original.body.toString().replace('"S"', '"s"')) };
const survivor = { id: `lower-case code › ${'listLayers '.repeat(8)}› /layers/1/code`, original, sent };
const run = {
  mutators: [
    { mutator: 'lower-case code', mutants: 3, killed: 1, survived: 1, equivalent: 1 },
    { mutator: 'null', mutants: 5, killed: 5, survived: 0, equivalent: 0 },
  ],
  score: 85.714,
  survivors: [survivor],
  unusedEquivalents: ['/never/'],
  durationMs: 1234,
};

function render(changed: Partial<typeof run> = {}) {
  return stripVTControlCharacters(renderMutation({ ...run, ...changed }));
}

describe('renderMutation', () => {
  const text = render();
  const lines = text.split('\n');

  it('mutators → a table with a row for each', () => {
    expect(lines.slice(0, 3).map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
      ['mutator', 'mutants', 'killed', 'survived', 'equivalent'],
      ['lower-case code', '3', '1', '1', '1'],
      ['null', '5', '5'],
    ]);
  });

  it('a survivor → its id, and the changed lines side by side', () => {
    const start = lines.findIndex((line) => line.startsWith('✗ lower-case code'));
    expect(lines.slice(start).join(' ')).toContain('/layers/1/code');
    const changed = lines.filter((line) => line.includes('"code": "S"'));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/"code": "S" +│ +"code": "s"$/);
    expect(text).not.toContain('etag');
  });

  it('a response that is not JSON → shown as text', () => {
    const cut = { ...sent, body: sent.body.subarray(0, 9) };
    expect(render({ survivors: [{ ...survivor, sent: cut }] })).toMatch(/│ \{"layers"$/m);
  });

  it('many survivors → the first 20 and the number of the others', () => {
    const survivors = Array.from({ length: 25 }, () => survivor);
    expect(render({ survivors })).toContain('and 5 more survivors');
  });

  it('the summary → the score, rounded down, and the unused equivalents', () => {
    expect(lines.at(-1)).toBe('mutation score 85.71 %: 6 of 8 killed, 1 equivalent, 1.2 s');
    expect(render({ score: 99.999 })).toContain('99.99 %');
    expect(text).toContain('/never/');
  });

  it('any report → no line longer than 80', () => {
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
