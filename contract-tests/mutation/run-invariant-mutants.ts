/**
 * Mutants of the answers that invariants alone ask for. A invariant asks for many and one of them is mutated; the others it gets as
 * it got them before, without asking again.
 */
import type { Contract } from '../../contract/model.ts';
import { type PlannedRequest, payload, withHeaders } from '../http/planned-request.ts';
import { createSend } from '../http/send.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { invariantMutants } from './invariant-mutants.ts';
import type { Asked, InvariantMutant } from './mutant.ts';
import { exchangeOf, type MutantResult } from './mutant-result.ts';
import { type Route, startProxy, TAG } from './mutating-proxy.ts';

type Ask = (request: PlannedRequest, route: Route) => Promise<Omit<Asked, 'invariants'>>;

export interface InvariantMutantRunner {
  readonly mutants: readonly InvariantMutant[];
  /** Asks the invariants that ask for the answer, until one of them notices. */
  runMutant(mutant: InvariantMutant): Promise<MutantResult>;
  close(): Promise<void>;
}

/** @throws when a invariant is broken by answers as they are: then no failure would mean anything. */
export async function startInvariantMutants(
  contract: Contract,
  url: string,
  invariants: readonly Invariant[],
): Promise<InvariantMutantRunner> {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  const send = createSend(proxy.url);
  const ask: Ask = async (request, route) => {
    const tag = String(routes.size);
    routes.set(tag, route);
    const answer = await send(withHeaders(request, { [TAG]: tag }));
    return { request, answer, exchange: exchangeOf(proxy, tag, keyOf(request)) };
  };
  const answers = await observe(invariants, (request) => ask(request, { from: url })).catch(
    async (error: unknown) => {
      await proxy.close();
      throw error;
    },
  );
  return {
    mutants: invariantMutants(contract, [...answers.values()]),
    runMutant: (mutant) =>
      runMutant(mutant, ask, async (request) => answers.get(keyOf(request)) ?? ask(request, { from: url })),
    close: proxy.close,
  };
}

async function observe(invariants: readonly Invariant[], ask: (request: PlannedRequest) => ReturnType<Ask>) {
  const answers = new Map<string, Asked>();
  for (const invariant of invariants) {
    const failures = await invariant.check(async (request) => {
      const key = keyOf(request);
      const asked = answers.get(key) ?? { ...(await ask(request)), invariants: new Set() };
      asked.invariants.add(invariant);
      answers.set(key, asked);
      return asked.answer;
    });
    if (failures.length > 0) throw new Error(`is broken by answers as they are: ${invariant.name}`);
  }
  return answers;
}

async function runMutant(
  { asked, ...mutant }: InvariantMutant,
  ask: Ask,
  askAgain: (request: PlannedRequest) => ReturnType<Ask>,
): Promise<MutantResult> {
  const key = keyOf(asked.request);
  let { exchange } = asked;
  for (const invariant of asked.invariants) {
    const failures = await invariant.check(async (request) => {
      if (keyOf(request) !== key) return (await askAgain(request)).answer;
      const mutated = await ask(request, { from: asked.exchange.original, mutate: mutant.apply });
      exchange = mutated.exchange;
      return mutated.answer;
    });
    if (failures.length > 0) return { mutant, exchange, killed: true };
  }
  return { mutant, exchange, killed: false };
}

function keyOf(request: PlannedRequest): string {
  return JSON.stringify([request.method.toUpperCase(), request.path, request.headers, payload(request)]);
}
