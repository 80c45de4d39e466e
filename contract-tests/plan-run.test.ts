import { describe, expect, it } from 'vitest';
import { readContract } from '../contract/contract.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import { mockAt, serverAt } from './own-targets.ts';
import { type Plan, planRun } from './plan-run.ts';
import { conditions } from './variants.ts';

const variant = { url: 'http://variant', close: async () => {} };
const contract = readContract();
const release = bundledReleases.at(-1)!;

describe('planRun', () => {
  const plan = planRun(
    contract,
    serverAt('', new Map(conditions.map((condition) => [condition, variant]))),
    release,
  );

  const cells = contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => `${id} ${status}`),
  );
  const reached = ({ transactions }: Pick<Plan, 'transactions'>) =>
    new Set(
      transactions
        .filter(({ beyond }) => !beyond)
        .map(({ operation, status }) => `${operation.id} ${status}`),
    );

  it('our own server → every declared cell, and nothing left out', () => {
    expect(cells.filter((cell) => !reached(plan).has(cell))).toEqual([]);
    expect(plan.leftOut).toEqual([]);
  });

  it('a mock → every declared cell, without what takes data of its own', () => {
    const mock = planRun(contract, mockAt(''), release);
    expect(cells.filter((cell) => !reached(mock).has(cell))).toEqual([]);
    expect(new Set(mock.leftOut.map(({ beyond }) => beyond))).toEqual(
      new Set([
        'reads while the store is down',
        'one state behind all answers',
        'conversions follow from the tree',
      ]),
    );
  });

  it('a target that cannot be made to fail → 429, 500 and 503 are left out by name, the rest is reached', () => {
    const remote = planRun(contract, { name: 'remote', url: '', servesExamples: false }, release);
    const missing = cells.filter((cell) => !reached(remote).has(cell));
    expect(missing).toEqual(cells.filter((cell) => / (?:429|500|503)$/.test(cell)));
    expect(remote.leftOut.map(({ name }) => name)).toContain('getVersion › 500 › handler fails');
  });

  it('a scenario on other data → may find nothing, and may not be a redirect or nonsense', () => {
    const remote = planRun(contract, { name: 'remote', url: '', servesExamples: false }, release);
    const isScenario = (name: string) => name === 'listCategories › 200 › stars';
    const { check } = remote.transactions.find(({ name }) => isScenario(name))!;
    const answer = { method: 'GET', headers: {}, body: '{}' };
    expect(check({ ...answer, status: 302 })[0]).toMatchObject({ where: 'status' });
    expect(check({ ...answer, status: 404 })[0]).not.toMatchObject({ where: 'status' });
  });
});
