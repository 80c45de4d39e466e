import { afterAll, describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import type { Operation } from '../contract/model.ts';
import { toyContractWith } from '../contract/testing/toy-contract.ts';
import { defaultRelease } from '../taxonomy/releases/index.ts';
import type { Plan } from './model.ts';
import { createPlan } from './plan.ts';
import { issueCredentials } from './targets/credentials.ts';
import { mockAt, serverAt } from './targets/local-targets.ts';
import { providerStates } from './targets/state-servers.ts';
import { changesData, needsCredentials } from './writes.ts';

const stateServer = { url: 'http://state-server', close: async () => {} };
const contract = readContract();
const release = defaultRelease;
const { credentials, close } = await issueCredentials(contract);
afterAll(close);

describe('createPlan', () => {
  const plan = createPlan(
    contract,
    serverAt('', new Map(providerStates.map((state) => [state, stateServer])), credentials),
    release,
  );

  const withoutExamples = { name: 'remote', url: '', servesExamples: false };
  const remote = createPlan(contract, withoutExamples, release);

  const cells = contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => `${id} ${status}`),
  );
  const coveredBy = ({ cases }: Pick<Plan, 'cases'>) =>
    new Set(cases.filter(({ group }) => !group).map(({ operation, status }) => `${operation.id} ${status}`));

  it('the local server → every cell covered, nothing skipped', () => {
    expect(cells.filter((cell) => !coveredBy(plan).has(cell))).toEqual([]);
    expect(plan.skipped).toEqual([]);
  });

  it('a mock → every cell covered, cases that need data skipped', () => {
    const mock = createPlan(contract, mockAt('', credentials), release);
    // Where credentials are optional, a mock takes wrong ones for none.
    const optional = contract.operations.filter(({ security }) => security?.optional);
    expect(cells.filter((cell) => !coveredBy(mock).has(cell))).toEqual(optional.map(({ id }) => `${id} 401`));
    expect(new Set(mock.skipped.map(({ group }) => group))).toEqual(
      new Set([
        'reads while the store is down',
        'responses agree with the tree',
        'releases are the history of the tree',
        'conversions agree with the tree',
        undefined,
      ]),
    );
  });

  it('a remote target → cases that need a provider state or a token skipped by name, other cells covered', () => {
    const missing = cells.filter((cell) => !coveredBy(remote).has(cell));
    const isLacking = (operation: Operation, status: number) =>
      [429, 500, 503].includes(status) ||
      needsCredentials(operation) ||
      (operation.security !== undefined && [401, 403].includes(status)) ||
      changesData(operation, status) ||
      // No value is known: its cells are reported uncovered, with that reason.
      remote.unplanned?.has(operation.id);
    const lacking = contract.operations.flatMap((operation) =>
      [...operation.responses.keys()]
        .filter((status) => isLacking(operation, status))
        .map((status) => `${operation.id} ${status}`),
    );
    expect(missing).toEqual(lacking);
    const skipped = remote.skipped.map(({ name }) => name);
    expect(skipped).toContain('getVersion › 500 › handler fails');
    expect(skipped).toContain('publishRelease › 201 › replaced');
  });

  it.each<[data: string, planned: Plan]>([
    ['our data', createPlan(contract, { ...withoutExamples, servesExamples: true }, release)],
    ['other data', remote],
  ])('a remote target with %s → no request that it could publish', (_, { cases }) => {
    const posted = cases.filter(
      ({ operation, request, undeclared }) =>
        operation.id === 'publishRelease' && request.method.toUpperCase() === 'POST' && !undeclared,
    );
    expect(posted.map(({ name, request }) => [name, request.body])).toEqual([
      ['publishRelease › 401 › no credentials', undefined],
      ['publishRelease › 401 › another scheme', undefined],
    ]);
    // Publishing may be switched off there, which is 403.
    const received = { method: 'POST', headers: {}, body: '{}' };
    const [{ check }] = posted as [(typeof posted)[number]];
    expect(check({ ...received, status: 200 })[0]).toMatchObject({ where: 'status' });
    expect(check({ ...received, status: 403 })[0]).not.toMatchObject({ where: 'status' });
  });

  it('a scenario whose request cannot be made → a failure of its operation, and the other cases are planned', () => {
    const toys = toyContractWith('unknownShelf: { value: attic }', "unknownShelf: { value: '..' }");
    const plan = createPlan(toys, mockAt(''), release);
    expect(plan.unplanned?.get('listToys')).toContain('".." cannot be a segment');
    expect(plan.cases.map(({ name }) => name)).toContain('orderToy › 200 › ball');
  });

  it('a scenario on other data → 404 is right, a redirect is not', () => {
    const isScenario = (name: string) => name === 'listCategories › 200 › stars';
    const { check } = remote.cases.find(({ name }) => isScenario(name))!;
    const received = { method: 'GET', headers: {}, body: '{}' };
    expect(check({ ...received, status: 302 })[0]).toMatchObject({ where: 'status' });
    expect(check({ ...received, status: 404 })[0]).not.toMatchObject({ where: 'status' });
  });
});
