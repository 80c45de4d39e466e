import { describe, expect, it } from 'vitest';
import { pass } from './gates/finding.ts';
import { gates, plannedGates, verificationGates } from './gates/index.ts';
import type { Finding, Gate, Promotion } from './gates/model.ts';
import { tierNames } from './model.ts';
import { allPass, runGates } from './run-gates.ts';

const promotion = {} as Promotion;

function gate(run: Gate['run']): Gate {
  return { id: 'a', condition: 'a holds', timeoutMs: 20, run };
}

const passing = (id: string): Gate => ({ ...gate(async () => pass(['looked'])), id });

describe('a gate', () => {
  it.each<[what: string, run: Gate['run'], fact: string]>([
    ['throws', () => Promise.reject(new Error('no network')), 'no network'],
    [
      'throws at once',
      () => {
        throw new Error('no file');
      },
      'no file',
    ],
    ['hangs', () => new Promise(() => {}), 'longer than 0.02 s'],
    ['answers nothing', async () => undefined as unknown as Finding, 'no verdict'],
    [
      'answers another word',
      async () => ({ verdict: 'green', facts: ['x'] }) as unknown as Finding,
      'no verdict',
    ],
    ['passes without a fact', async () => pass([]), 'nothing to look at'],
  ])('%s → unknown, and nothing is promoted', async (_, run, fact) => {
    const results = await runGates(['a'], { a: gate(run) }, promotion);
    expect(results).toMatchObject([
      { gate: 'a', verdict: 'unknown', facts: [expect.stringContaining(fact)] },
    ]);
    expect(allPass(['a'], results)).toBe(false);
  });

  it('takes too long → its signal is aborted', async () => {
    let aborted = false;
    const run: Gate['run'] = (_, signal) =>
      new Promise(() => signal.addEventListener('abort', () => (aborted = true)));
    await runGates(['a'], { a: gate(run) }, promotion);
    expect(aborted).toBe(true);
  });
});

describe('a list of gates', () => {
  it('is empty → nothing is promoted', async () => {
    expect(allPass([], await runGates([], {}, promotion))).toBe(false);
  });

  it('has a gate without an implementation → unknown', async () => {
    const results = await runGates(['a', 'b'], { a: passing('a') }, promotion);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'unknown']);
    expect(allPass(['a', 'b'], results)).toBe(false);
  });

  it.each<[what: string, ids: string[]]>([
    ['fewer results than gates', ['a']],
    ['results in another order', ['b', 'a']],
    ['a result twice', ['a', 'a']],
    ['a result too many', ['a', 'b', 'a']],
  ])('%s → nothing is promoted', (_, ids) => {
    const results = ids.map((id) => ({ gate: id, verdict: 'pass', facts: ['x'], durationMs: 1 }) as const);
    expect(allPass(['a', 'b'], results)).toBe(false);
  });

  it('every result passes → promoted', async () => {
    const all = { a: passing('a'), b: passing('b') };
    expect(allPass(['a', 'b'], await runGates(['a', 'b'], all, promotion))).toBe(true);
  });
});

describe('the gates of a promotion', () => {
  const lists = tierNames.flatMap((tier) =>
    [true, false].map((first) => [...plannedGates(tier, { first }), ...verificationGates(tier)]),
  );
  const all = [...new Set(lists.flat())];

  it('each planned gate has a file with its id', () => {
    for (const id of all) expect(gates[id]?.id).toBe(id);
  });

  it('each gate is planned somewhere', () => {
    expect(all.sort()).toEqual(Object.keys(gates).sort());
  });

  // The list stands here once more, so that a gate that is left out is noticed.
  it('to production', () => {
    expect([...plannedGates('production', { first: false }), ...verificationGates('production')]).toEqual([
      'build',
      'source-healthy',
      'source-build',
      'contract-run',
      'latency',
      'cors',
      'publishing',
      'security-headers',
      'breaking-changes',
      'old-callers',
      'way-back',
      'consumers',
      'data-rules',
      'candidate-contract',
      'candidate-latency',
    ]);
  });

  // Every mutant of every gate but one that lies; a gate that always passes is found by its sabotage.
  const mutators: Readonly<Record<string, (one: Gate) => Gate | undefined>> = {
    removed: () => undefined,
    emptied: (one) => ({ ...one, run: async () => pass([]) }),
    thrown: (one) => ({ ...one, run: () => Promise.reject(new Error('mutant')) }),
    hung: (one) => ({ ...one, timeoutMs: 5, run: () => new Promise(() => {}) }),
    unknown: (one) => ({ ...one, run: async () => ({ verdict: 'unknown', facts: ['x'], remedy: 'y' }) }),
  };
  const mutants = all.flatMap((id) => Object.keys(mutators).map((mutator) => [id, mutator] as const));
  it.each(mutants)('%s %s → nothing is promoted', async (id, mutator) => {
    const list = lists.find((each) => each.includes(id)) ?? [];
    const passingAll = Object.fromEntries(list.map((each) => [each, passing(each)]));
    const mutant = { ...passingAll, [id]: mutators[mutator]?.(passing(id)) };
    expect(allPass(list, await runGates(list, passingAll, promotion))).toBe(true);
    expect(allPass(list, await runGates(list, mutant, promotion))).toBe(false);
  });
});
