import type { Hooks, Transaction } from 'dredd';
import { describe, expect, it } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import { scenarioCases } from '../plan.ts';
import { createHooks } from './dredd-hooks.ts';

const cases = scenarioCases(toyContract, { compareWithExamples: true });
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

/** Runs the hooks like Dredd: once before all, then before each request and for each response. */
async function runHooks(
  hooks: ReturnType<typeof createHooks>,
  transactions: Transaction[],
  real?: Transaction['real'],
) {
  let checkOne = async (_: Transaction) => {};
  let prepareOne = async (_: Transaction) => {};
  const dredd: Hooks = {
    beforeAll: (hook) => hook(transactions),
    beforeEach: (hook) => {
      prepareOne = (one) => new Promise((done) => hook(one, () => done()));
    },
    beforeEachValidation: (hook) => {
      checkOne = (one) => new Promise((done) => hook(one, () => done()));
    },
  };
  hooks.attach(dredd);
  for (const one of transactions) {
    await prepareOne(one);
    if (real) await checkOne(Object.assign(one, { real }));
  }
}

describe('createHooks', () => {
  it('hooks that were never attached → a setup failure', () => {
    expect(createHooks(toyContract, cases, 'http://toys').setupFailure()).toBe(
      'Dredd did not load its hooks',
    );
  });

  it('a declared status that was not compiled → a setup failure that names it', async () => {
    const hooks = createHooks(toyContract, cases, 'http://toys');
    await runHooks(
      hooks,
      compiled.filter(({ name }) => name !== 'compiled orderToy 429'),
    );
    expect(hooks.setupFailure()).toBe('Dredd compiled no transaction for orderToy 429');
  });

  it('compiled transactions → replaced by the test cases, with their names, below the base path', async () => {
    const hooks = createHooks(toyContract, cases, 'http://toys:81/base/');
    const transactions = [...compiled];
    await runHooks(hooks, transactions);
    expect(hooks.setupFailure()).toBeUndefined();
    expect(transactions.map(({ name }) => name)).toEqual(cases.map(({ name }) => name));
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

  it('a response that breaks the contract → the transaction fails, and the failures are kept', async () => {
    const hooks = createHooks(toyContract, cases, 'http://toys');
    const transactions = [...compiled];
    await runHooks(hooks, transactions, { statusCode: 500, headers: {} });
    expect(transactions[0]!.fail).toBe('the response breaks the contract');
    expect(hooks.checked.get(transactions[0]!.name)).toMatchObject([{ where: 'status' }]);
    expect(hooks.checked.size).toBe(cases.length);
  });

  it('a test case with a URL → sent there', async () => {
    const elsewhere = cases.map((testCase) => ({ ...testCase, url: 'https://elsewhere' }));
    const transactions = [...compiled];
    await runHooks(createHooks(toyContract, elsewhere, 'http://toys'), transactions);
    expect(transactions[0]).toMatchObject({
      protocol: 'https:',
      host: 'elsewhere',
      fullPath: '/toys/version',
    });
  });

  it('a preparation → the request that it returns is sent', async () => {
    const prepare: TestCase['prepare'] = async (_, request) => withHeaders(request, { held: 'yes' });
    const transactions = [...compiled];
    await runHooks(createHooks(toyContract, [{ ...cases[0]!, prepare }], 'http://toys'), transactions);
    expect(transactions[0]!.request.headers).toMatchObject({ held: 'yes' });
  });

  it('a preparation that fails → the transaction fails with the reason', async () => {
    const prepare = () => Promise.reject(new Error('no response'));
    const hooks = createHooks(toyContract, [{ ...cases[0]!, prepare }], 'http://toys');
    await runHooks(hooks, [...compiled], { statusCode: 200, headers: {} });
    expect(hooks.checked.get(cases[0]!.name)![0]).toEqual({
      where: 'preparation',
      detail: 'Error: no response',
    });
  });
});
