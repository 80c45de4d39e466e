/** Mutants that a single testCase has to notice: all of them in one run of Dredd. */
import type { Contract } from '../../contract/model.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { runDredd } from '../dredd/run-dredd.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import type { Mutant } from './mutant.ts';
import { exchangeOf, type MutantResult, oneOfEachMutator } from './mutant-result.ts';
import { mutantsOf } from './mutants-of.ts';
import { type Exchange, type Route, startProxy, TAG } from './mutating-proxy.ts';

interface Trial {
  readonly testCase: TestCase;
  readonly name: string;
  readonly route: Route;
}

/** A mutant and the testCase that has to notice it, with the answer that is mutated. */
export interface CaseMutant extends Mutant {
  readonly testCase: TestCase;
  readonly original: Exchange['original'];
}

/** @throws when a testCase fails on an answer as it is: then no failure would mean anything. */
export async function caseMutants(
  contract: Contract,
  url: string,
  plan: readonly TestCase[],
): Promise<CaseMutant[]> {
  const untouched = plan.map((testCase) => ({
    testCase,
    name: testCase.name,
    route: { from: testCase.url ?? url },
  }));
  const answers = await send(contract, url, untouched);
  const failing = answers.filter(({ failed }) => failed).map(({ name }) => name);
  if (failing.length > 0) throw new Error(`fails on answers as they are: ${failing.join(', ')}`);

  const exact = new Set(
    scenariosOf(contract).map(({ operation, status, name }) => `${operation.id} › ${status} › ${name}`),
  );
  return answers.flatMap(({ testCase, exchange: { original } }, index) => {
    const { name, operation, request } = testCase;
    const oracle = exact.has(name) ? 'example' : 'schema';
    const mutants = mutantsOf(name, { contract, operation, request, response: original, oracle });
    return (oracle === 'example' ? mutants : oneOfEachMutator(mutants, index)).map((mutant) => ({
      ...mutant,
      testCase,
      original,
    }));
  });
}

export async function runCaseMutants(
  contract: Contract,
  url: string,
  mutants: readonly CaseMutant[],
): Promise<MutantResult[]> {
  const trials = mutants.map((mutant) => ({
    testCase: mutant.testCase,
    name: mutant.id,
    route: { from: mutant.original, mutate: mutant.apply },
    mutant,
  }));
  const results = await send(contract, url, trials);
  return results.map(({ mutant, exchange, failed }) => ({ mutant, exchange, killed: failed }));
}

async function send<One extends Trial>(contract: Contract, url: string, trials: readonly One[]) {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  try {
    const plan = trials.map(({ testCase, name, route }, index) => {
      const [tag, before] = [String(index), `before ${index}`];
      routes.set(tag, route).set(before, { from: testCase.url ?? url });
      return through(proxy.url, { ...testCase, name }, tag, before);
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

/** The testCase by way of the proxy. What it does before its request is not mutated: that is no part of it. */
function through(url: string, testCase: TestCase, tag: string, before: string): TestCase {
  const { prepare, request } = testCase;
  return {
    ...testCase,
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
