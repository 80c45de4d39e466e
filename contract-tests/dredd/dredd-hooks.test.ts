import type { Hooks, Transaction } from 'dredd';
import { describe, expect, it } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import { scenarioCases } from '../plan.ts';
import { createHooks } from './dredd-hooks.ts';

const plan = scenarioCases(toyContract, { compareWithExamples: true });
const compiled = toyContract.operations.flatMap(({ id, responses }) =>
  [...responses.keys()].map((status) => transaction(id, status)),
);

function transaction(actionName: string, status: number): Transaction {
  return {
    name: `compiled ${actionName} ${status}`,
    id: '',
    protocol: 'http:',
    host: '',
    port: '',
    fullPath: '/base/x',
    origin: { actionName },
    request: { method: 'GET', uri: '/x', headers: {}, body: '' },
    expected: { statusCode: String(status) },
  };
}

/** Runs the hooks like Dredd: all at first, then one before each request and one for each answer. */
async function runHooks(
  hooks: ReturnType<typeof createHooks>,
  transactions: Transaction[],
  real?: Transaction['real'],
) {
  let checkOne = (_: Transaction) => {};
  let prepareOne = async (_: Transaction) => {};
  const dredd: Hooks = {
    beforeAll: (hook) => hook(transactions),
    beforeEach: (hook) => {
      prepareOne = (one) => new Promise((done) => hook(one, () => done()));
    },
    beforeEachValidation: (hook) => {
      checkOne = hook;
    },
  };
  hooks.attach(dredd);
  for (const one of transactions) {
    await prepareOne(one);
    if (real) checkOne(Object.assign(one, { real }));
  }
}

describe('createHooks', () => {
  it('never attached → refused', () => {
    expect(createHooks(toyContract, plan, 'http://toys').refusal()).toBe('Dredd did not load its hooks');
  });

  it('a declared cell that was not compiled → refused by name', async () => {
    const hooks = createHooks(toyContract, plan, 'http://toys');
    await runHooks(
      hooks,
      compiled.filter(({ name }) => name !== 'compiled orderToy 429'),
    );
    expect(hooks.refusal()).toBe('Dredd compiled no transaction for orderToy 429');
  });

  it('all compiled → replaced by what is planned, under names of its own, below the base path', async () => {
    const hooks = createHooks(toyContract, plan, 'http://toys:81/base/');
    const transactions = [...compiled];
    await runHooks(hooks, transactions);
    expect(hooks.refusal()).toBeUndefined();
    expect(transactions.map(({ name }) => name)).toEqual(plan.map(({ name }) => name));
    expect(transactions[3]).toMatchObject({
      id: 'listToys › 404 › unknownShelf',
      host: 'toys',
      port: '81',
      fullPath: '/base/toys/attic',
      request: { method: 'GET', body: '' },
      expected: { statusCode: '404' },
    });
    expect(transactions[4]!.request).toMatchObject({ method: 'POST', body: '{"name":"Ball"}' });
  });

  it('an answer that breaks the contract → the transaction fails, and what was found is kept', async () => {
    const hooks = createHooks(toyContract, plan, 'http://toys');
    const transactions = [...compiled];
    await runHooks(hooks, transactions, { statusCode: 500, headers: {} });
    expect(transactions[0]!.fail).toBe('the answer breaks the contract');
    expect(hooks.checked.get(transactions[0]!.name)).toMatchObject([{ where: 'status' }]);
    expect(hooks.checked.size).toBe(plan.length);
  });

  it('a transaction with a URL of its own → goes there', async () => {
    const elsewhere = plan.map((planned) => ({ ...planned, url: 'https://elsewhere' }));
    const transactions = [...compiled];
    await runHooks(createHooks(toyContract, elsewhere, 'http://toys'), transactions);
    expect(transactions[0]).toMatchObject({
      protocol: 'https:',
      host: 'elsewhere',
      fullPath: '/toys/version',
    });
  });

  it('a preparation → its request is the one that is sent', async () => {
    const prepare: TestCase['prepare'] = async (_, request) => withHeaders(request, { held: 'yes' });
    const transactions = [...compiled];
    await runHooks(createHooks(toyContract, [{ ...plan[0]!, prepare }], 'http://toys'), transactions);
    expect(transactions[0]!.request.headers).toMatchObject({ held: 'yes' });
  });

  it('a preparation that fails → the transaction fails, and says why', async () => {
    const prepare = () => Promise.reject(new Error('no answer'));
    const hooks = createHooks(toyContract, [{ ...plan[0]!, prepare }], 'http://toys');
    await runHooks(hooks, [...compiled], { statusCode: 200, headers: {} });
    expect(hooks.checked.get(plan[0]!.name)![0]).toEqual({
      where: 'preparation',
      detail: 'Error: no answer',
    });
  });
});
