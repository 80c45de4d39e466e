import type { Hooks, Transaction } from 'dredd';
import { describe, expect, it } from 'vitest';
import { toyContract } from '../contract/testing/toy-contract.ts';
import { createHooks } from './dredd-hooks.ts';
import { planTransactions } from './plan.ts';

const plan = planTransactions(toyContract, { compareWithExamples: true });
const compiled = toyContract.operations.flatMap(({ id, responses }) =>
  [...responses.keys()].map((status) => transaction(id, status)),
);

function transaction(actionName: string, status: number): Transaction {
  return {
    name: `compiled ${actionName} ${status}`,
    id: '',
    fullPath: '/base/x',
    origin: { actionName },
    request: { method: 'GET', uri: '/x', headers: {}, body: '' },
    expected: { statusCode: String(status) },
  };
}

/** Runs the hooks like Dredd: all at first, then one for each answer. */
function runHooks(
  hooks: ReturnType<typeof createHooks>,
  transactions: Transaction[],
  real?: Transaction['real'],
) {
  let checkOne = (_: Transaction) => {};
  const dredd: Hooks = {
    beforeAll: (hook) => hook(transactions),
    beforeEachValidation: (hook) => {
      checkOne = hook;
    },
  };
  hooks.attach(dredd);
  if (real) for (const one of transactions) checkOne(Object.assign(one, { real }));
}

describe('createHooks', () => {
  it('never attached → refused', () => {
    expect(createHooks(toyContract, plan, '').refusal()).toBe('Dredd did not load its hooks');
  });

  it('a declared cell that was not compiled → refused by name', () => {
    const hooks = createHooks(toyContract, plan, '');
    runHooks(
      hooks,
      compiled.filter(({ name }) => name !== 'compiled orderToy 429'),
    );
    expect(hooks.refusal()).toBe('Dredd compiled no transaction for orderToy 429');
  });

  it('all compiled → replaced by what is planned, under names of its own, below the base path', () => {
    const hooks = createHooks(toyContract, plan, '/base');
    const transactions = [...compiled];
    runHooks(hooks, transactions);
    expect(hooks.refusal()).toBeUndefined();
    expect(transactions.map(({ name }) => name)).toEqual(plan.map(({ name }) => name));
    expect(transactions[3]).toMatchObject({
      id: 'listToys › 404 › unknownShelf',
      fullPath: '/base/toys/attic',
      request: { method: 'GET', body: '' },
      expected: { statusCode: '404' },
    });
    expect(transactions[4]!.request).toMatchObject({ method: 'POST', body: '{"name":"Ball"}' });
  });

  it('an answer that breaks the contract → the transaction fails, and what was found is kept', () => {
    const hooks = createHooks(toyContract, plan, '');
    const transactions = [...compiled];
    runHooks(hooks, transactions, { statusCode: 500, headers: {} });
    expect(transactions[0]!.fail).toBe('the answer breaks the contract');
    expect(hooks.checked.get(transactions[0]!.name)).toMatchObject([{ where: 'status' }]);
    expect(hooks.checked.size).toBe(plan.length);
  });
});
