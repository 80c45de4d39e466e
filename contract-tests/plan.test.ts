import { describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { defaultRelease } from '../taxonomy/releases/index.ts';
import type { Plan } from './model.ts';
import { createPlan } from './plan.ts';
import { mockAt, serverAt } from './targets/local-targets.ts';
import { providerStates } from './targets/state-servers.ts';

const stateServer = { url: 'http://stateServer', close: async () => {} };
const contract = readContract();
const release = defaultRelease;
const credentials = { token: 'right', rejected: { malformed: 'wrong' }, insufficientScope: 'weak' };

describe('createPlan', () => {
  const plan = createPlan(
    contract,
    serverAt('', new Map(providerStates.map((providerState) => [providerState, stateServer])), credentials),
    release,
  );

  const cells = contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => `${id} ${status}`),
  );
  const reached = ({ cases }: Pick<Plan, 'cases'>) =>
    new Set(cases.filter(({ group }) => !group).map(({ operation, status }) => `${operation.id} ${status}`));

  it('our own server → every declared cell, and nothing left out', () => {
    expect(cells.filter((cell) => !reached(plan).has(cell))).toEqual([]);
    expect(plan.skipped).toEqual([]);
  });

  it('a mock → every declared cell, without what takes data of its own', () => {
    const mock = createPlan(contract, mockAt(''), release);
    expect(cells.filter((cell) => !reached(mock).has(cell))).toEqual([]);
    expect(new Set(mock.skipped.map(({ group }) => group))).toEqual(
      new Set([
        'reads while the store is down',
        'one state behind all answers',
        'numbered releases are the history',
        'conversions follow from the tree',
        undefined,
      ]),
    );
  });

  it('a target of others → what needs a failure or a token is left out by name, the rest is reached', () => {
    const remote = createPlan(contract, { name: 'remote', url: '', servesExamples: false }, release);
    const missing = cells.filter((cell) => !reached(remote).has(cell));
    expect(missing).toEqual(cells.filter((cell) => /^publishRelease | (?:429|500|503)$/.test(cell)));
    const skipped = remote.skipped.map(({ name }) => name);
    expect(skipped).toContain('getVersion › 500 › handler fails');
    expect(skipped).toContain('publishRelease › 201 › replaced');
  });

  it.each([true, false])('a target of others, with our data: %s → nothing that it could publish', (ours) => {
    const remote = createPlan(contract, { name: 'remote', url: '', servesExamples: ours }, release);
    const posted = remote.cases.filter(
      ({ operation, request, undeclared }) =>
        operation.scopes && request.method.toUpperCase() === 'POST' && !undeclared,
    );
    expect(posted.map(({ name, request }) => [name, request.body])).toEqual([
      ['publishRelease › 401 › no token', {}],
      ['publishRelease › 401 › another scheme', {}],
    ]);
    // It may as well publish for nobody.
    const answer = { method: 'POST', headers: {}, body: '{}' };
    const [{ check }] = posted as [(typeof posted)[number]];
    expect(check({ ...answer, status: 200 })[0]).toMatchObject({ where: 'status' });
    expect(check({ ...answer, status: 403 })[0]).not.toMatchObject({ where: 'status' });
  });

  it('a scenario on other data → may find nothing, and may not be a redirect or nonsense', () => {
    const remote = createPlan(contract, { name: 'remote', url: '', servesExamples: false }, release);
    const isScenario = (name: string) => name === 'listCategories › 200 › stars';
    const { check } = remote.cases.find(({ name }) => isScenario(name))!;
    const answer = { method: 'GET', headers: {}, body: '{}' };
    expect(check({ ...answer, status: 302 })[0]).toMatchObject({ where: 'status' });
    expect(check({ ...answer, status: 404 })[0]).not.toMatchObject({ where: 'status' });
  });
});
