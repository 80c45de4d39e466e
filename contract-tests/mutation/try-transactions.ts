/** Mutants that a single transaction has to notice: all of them in one run of Dredd. */
import type { Contract } from '../../contract/model.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { runDredd } from '../dredd/run-dredd.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { PlannedTransaction } from '../model.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOf } from './mutants-of.ts';
import { type Exchange, type Route, startProxy, TAG } from './proxy.ts';
import { exchangeOf, oneOfEachFamily, type Tried } from './trial.ts';

interface Trial {
  readonly transaction: PlannedTransaction;
  readonly name: string;
  readonly route: Route;
}

/** A mutant and the transaction that has to notice it, with the answer that is spoilt. */
export interface TransactionMutant extends Mutant {
  readonly transaction: PlannedTransaction;
  readonly original: Exchange['original'];
}

/** @throws when a transaction fails on an answer as it is: then no failure would mean anything. */
export async function transactionMutants(
  contract: Contract,
  url: string,
  plan: readonly PlannedTransaction[],
): Promise<TransactionMutant[]> {
  const untouched = plan.map((transaction) => ({
    transaction,
    name: transaction.name,
    route: { from: transaction.url ?? url },
  }));
  const answers = await send(contract, url, untouched);
  const failing = answers.filter(({ failed }) => failed).map(({ name }) => name);
  if (failing.length > 0) throw new Error(`fails on answers as they are: ${failing.join(', ')}`);

  const exact = new Set(
    scenariosOf(contract).map(({ operation, status, name }) => `${operation.id} › ${status} › ${name}`),
  );
  return answers.flatMap(({ transaction, exchange: { original } }, index) => {
    const { name, operation, request } = transaction;
    const judge = exact.has(name) ? 'example' : 'schema';
    const mutants = mutantsOf(name, { contract, operation, request, response: original, judge });
    return (judge === 'example' ? mutants : oneOfEachFamily(mutants, index)).map((mutant) => ({
      ...mutant,
      transaction,
      original,
    }));
  });
}

export async function tryOnTransactions(
  contract: Contract,
  url: string,
  mutants: readonly TransactionMutant[],
): Promise<Tried[]> {
  const trials = mutants.map((mutant) => ({
    transaction: mutant.transaction,
    name: mutant.id,
    route: { from: mutant.original, spoil: mutant.apply },
    mutant,
  }));
  const results = await send(contract, url, trials);
  return results.map(({ mutant, exchange, failed }) => ({ mutant, exchange, killed: failed }));
}

async function send<One extends Trial>(contract: Contract, url: string, trials: readonly One[]) {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  try {
    const plan = trials.map(({ transaction, name, route }, index) => {
      const [tag, before] = [String(index), `before ${index}`];
      routes.set(tag, route).set(before, { from: transaction.url ?? url });
      return through(proxy.url, { ...transaction, name }, tag, before);
    });
    const { failures } = await runDredd(contract, proxy.url, plan);
    return trials.map((trial, index) => ({
      ...trial,
      exchange: exchangeOf(proxy, String(index), trial.name),
      failed: (failures.get(trial.name) ?? []).length > 0,
    }));
  } finally {
    await proxy.close();
  }
}

/** The transaction by way of the proxy. What it does before its request is not spoilt: that is no part of it. */
function through(
  url: string,
  transaction: PlannedTransaction,
  tag: string,
  before: string,
): PlannedTransaction {
  const { prepare, request } = transaction;
  return {
    ...transaction,
    url,
    request: withHeaders(request, { [TAG]: tag }),
    ...(prepare && {
      prepare: async (sendOn) => {
        const prepared = await prepare((one) => sendOn(withHeaders(one, { [TAG]: before })), request);
        return withHeaders(prepared, { [TAG]: tag });
      },
    }),
  };
}
