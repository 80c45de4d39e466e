/**
 * Mutants of the answers that laws alone ask for. A law asks for many and one of them is spoilt; the others it gets as
 * it got them before, without asking again.
 */
import type { Contract } from '../../contract/model.ts';
import { type PlannedRequest, payload, withHeaders } from '../http/planned-request.ts';
import { createSend } from '../http/send.ts';
import type { Law } from '../laws/law.ts';
import { lawMutants } from './law-mutants.ts';
import type { Asked, LawMutant } from './mutant.ts';
import { type Route, startProxy, TAG } from './proxy.ts';
import { exchangeOf, type Tried } from './trial.ts';

type Ask = (request: PlannedRequest, route: Route) => Promise<Omit<Asked, 'laws'>>;

export interface LawTests {
  readonly mutants: readonly LawMutant[];
  /** Asks the laws that ask for the answer, until one of them notices. */
  tryOut(mutant: LawMutant): Promise<Tried>;
  close(): Promise<void>;
}

/** @throws when a law is broken by answers as they are: then no failure would mean anything. */
export async function startLawTests(
  contract: Contract,
  url: string,
  laws: readonly Law[],
): Promise<LawTests> {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  const send = createSend(proxy.url);
  const ask: Ask = async (request, route) => {
    const tag = String(routes.size);
    routes.set(tag, route);
    const answer = await send(withHeaders(request, { [TAG]: tag }));
    return { request, answer, exchange: exchangeOf(proxy, tag, keyOf(request)) };
  };
  const answers = await observe(laws, (request) => ask(request, { from: url })).catch(
    async (error: unknown) => {
      await proxy.close();
      throw error;
    },
  );
  return {
    mutants: lawMutants(contract, [...answers.values()]),
    tryOut: (mutant) =>
      tryOut(mutant, ask, async (request) => answers.get(keyOf(request)) ?? ask(request, { from: url })),
    close: proxy.close,
  };
}

async function observe(laws: readonly Law[], ask: (request: PlannedRequest) => ReturnType<Ask>) {
  const answers = new Map<string, Asked>();
  for (const law of laws) {
    const failures = await law.check(async (request) => {
      const key = keyOf(request);
      const asked = answers.get(key) ?? { ...(await ask(request)), laws: new Set() };
      asked.laws.add(law);
      answers.set(key, asked);
      return asked.answer;
    });
    if (failures.length > 0) throw new Error(`is broken by answers as they are: ${law.name}`);
  }
  return answers;
}

async function tryOut(
  { asked, ...mutant }: LawMutant,
  ask: Ask,
  askAgain: (request: PlannedRequest) => ReturnType<Ask>,
): Promise<Tried> {
  const key = keyOf(asked.request);
  let { exchange } = asked;
  for (const law of asked.laws) {
    const failures = await law.check(async (request) => {
      if (keyOf(request) !== key) return (await askAgain(request)).answer;
      const spoilt = await ask(request, { from: asked.exchange.original, spoil: mutant.apply });
      exchange = spoilt.exchange;
      return spoilt.answer;
    });
    if (failures.length > 0) return { mutant, exchange, killed: true };
  }
  return { mutant, exchange, killed: false };
}

function keyOf(request: PlannedRequest): string {
  return JSON.stringify([request.method.toUpperCase(), request.path, request.headers, payload(request)]);
}
