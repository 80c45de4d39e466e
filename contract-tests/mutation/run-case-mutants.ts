/** Mutants that a single test case must kill: all of them in one run of Dredd. */
import type { Contract } from '../../contract/model.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { runDredd } from '../dredd/run-dredd.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import type { Mutant, MutantResult, MutationOptions, Subject } from './mutant.ts';
import { mutantsOf, oneOfEachMutator } from './mutants-of.ts';
import { type Exchange, exchangeOf, type Route, startProxy, TAG } from './mutating-proxy.ts';

/** A test case that is sent through the proxy on its own route. */
interface ProxiedCase {
  readonly testCase: TestCase;
  readonly name: string;
  readonly route: Route;
}

export interface CaseMutant extends Mutant {
  /** The test case that must kill it. */
  readonly testCase: TestCase;
  /** The response that it mutates. */
  readonly original: Exchange['original'];
}

/**
 * All mutants of responses that are compared with an example, and one of each mutator of the others.
 *
 * @throws Error when a test case fails without a mutation.
 */
export async function caseMutants(
  contract: Contract,
  url: string,
  cases: readonly TestCase[],
  { sample }: MutationOptions,
): Promise<CaseMutant[]> {
  const unmutated = cases.map((testCase) => ({
    testCase,
    name: testCase.name,
    route: { from: testCase.url ?? url },
  }));
  const sent = await send(contract, url, unmutated);
  const failing = sent.filter(({ failed }) => failed).map(({ name }) => name);
  if (failing.length > 0) throw new Error(`tests fail without a mutation: ${failing.join(', ')}`);

  const exact = new Set(
    scenariosOf(contract).map(({ operation, status, name }) => `${operation.id} › ${status} › ${name}`),
  );
  return sent.flatMap(({ testCase, exchange: { original } }, index) => {
    const { name, operation, request } = testCase;
    const oracle = exact.has(name) ? 'example' : 'schema';
    const subject: Subject = { contract, operation, request, response: original, oracle };
    const mutants =
      oracle === 'example' && !sample ? mutantsOf(name, subject) : oneOfEachMutator(name, subject, index);
    return mutants.map((mutant) => ({ ...mutant, testCase, original }));
  });
}

export async function runCaseMutants(
  contract: Contract,
  url: string,
  mutants: readonly CaseMutant[],
): Promise<MutantResult[]> {
  const proxied = mutants.map((mutant) => ({
    testCase: mutant.testCase,
    name: mutant.id,
    route: { from: mutant.original, mutate: mutant.apply },
    mutant,
  }));
  const sent = await send(contract, url, proxied);
  return sent.map(({ mutant, exchange, failed }) => ({ mutant, exchange, killed: failed }));
}

async function send<One extends ProxiedCase>(contract: Contract, url: string, cases: readonly One[]) {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  try {
    const plan = cases.map(({ testCase, name, route }, index) => {
      const [tag, before] = [String(index), `before ${index}`];
      routes.set(tag, route).set(before, { from: testCase.url ?? url });
      return through(proxy.url, { ...testCase, name }, tag, before);
    });
    const { failures } = await runDredd(contract, proxy.url, plan);
    return cases.map((one, index) => ({
      ...one,
      exchange: exchangeOf(proxy, String(index), one.name),
      failed: (failures.get(one.name) ?? []).length > 0,
    }));
  } finally {
    await proxy.close();
  }
}

/** The test case, sent through the proxy. The requests of its `prepare` are not mutated. */
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
