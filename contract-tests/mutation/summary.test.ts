import { describe, expect, it } from 'vitest';
import type { MutantResult } from './mutant.ts';
import { isPerfect, summariseMutants } from './summary.ts';

const response = { status: 200, headers: {}, body: Buffer.alloc(0) };

function result(mutator: string, where: string, killed: boolean): MutantResult {
  const id = `${mutator} › ${where}`;
  const mutant = { mutator, id, apply: () => response };
  return { mutant, killed, exchange: { original: response, sent: response } };
}

function summarise(all: MutantResult[], ids: RegExp[] = [], names = ['null']) {
  const equivalent = ids.map((id) => ({ id, reason: 'same meaning' }));
  return { ...summariseMutants(names, all, equivalent), durationMs: 0 };
}

const [killed, survived] = [result('null', '/a', true), result('null', '/b', false)];

describe('summariseMutants', () => {
  it('some killed, some survived, some equivalent → counted by mutator', () => {
    const { mutators, score } = summarise([killed, survived, result('null', '/c', false)], [/\/c$/]);
    expect(mutators).toEqual([{ mutator: 'null', mutants: 3, killed: 1, survived: 1, equivalent: 1 }]);
    expect(score).toBe(50);
  });

  it('a survivor → reported with both responses', () => {
    const { survivors } = summarise([killed, survived]);
    expect(survivors).toEqual([{ id: 'null › /b', original: response, sent: response }]);
  });
});

describe('isPerfect', () => {
  it.each<[string, boolean, ReturnType<typeof summarise>]>([
    ['all killed', true, summarise([killed])],
    ['all killed or equivalent', true, summarise([killed, survived], [/\/b$/])],
    ['a survivor', false, summarise([killed, survived])],
    ['a listed equivalent that matches no mutant', false, summarise([killed], [/\/z$/])],
    ['a listed equivalent that matches a killed mutant', false, summarise([killed], [/\/a$/])],
    ['a mutator without a mutant', false, summarise([killed], [], ['null', 'item lost'])],
    ['no mutant at all', false, summarise([], [], [])],
  ])('%s → %s', (_, want, run) => {
    expect(isPerfect(run)).toBe(want);
  });
});
