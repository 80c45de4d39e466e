/**
 * Mutants of responses that only invariants request. An invariant requests many responses and one of them is mutated;
 * the others are replayed, without another request.
 */
import type { Contract, Operation } from '../../contract/model.ts';
import { findOperation } from '../../contract/paths.ts';
import { matchingScenarios, scenariosOf } from '../../contract/scenarios.ts';
import { type PlannedRequest, payload, valueOfBody, withHeaders } from '../http/planned-request.ts';
import { createSend, type RawResponse } from '../http/send.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Mutant, MutantResult, Subject } from './mutant.ts';
import { oneOfEachMutator } from './mutants-of.ts';
import { type Exchange, exchangeOf, type Route, startProxy, TAG } from './mutating-proxy.ts';

interface ProxiedResponse {
  readonly request: PlannedRequest;
  readonly response: RawResponse;
  readonly exchange: Exchange;
}

/** A response and the invariants that requested it. */
interface ObservedResponse extends ProxiedResponse {
  readonly invariants: Set<Invariant>;
}

export interface InvariantMutant extends Mutant {
  readonly observed: ObservedResponse;
}

type SendProxied = (request: PlannedRequest, route: Route) => Promise<ProxiedResponse>;

export interface InvariantMutantRunner {
  readonly mutants: readonly InvariantMutant[];
  /** Checks the invariants that request the mutated response, until one of them fails. */
  runMutant(mutant: InvariantMutant): Promise<MutantResult>;
  close(): Promise<void>;
}

/** @throws Error when an invariant fails without a mutation. */
export async function startInvariantMutants(
  contract: Contract,
  url: string,
  invariants: readonly Invariant[],
): Promise<InvariantMutantRunner> {
  const routes = new Map<string, Route>();
  const proxy = await startProxy(routes);
  const sendOn = createSend(proxy.url);
  const send: SendProxied = async (request, route) => {
    const tag = String(routes.size);
    routes.set(tag, route);
    const response = await sendOn(withHeaders(request, { [TAG]: tag }));
    return { request, response, exchange: exchangeOf(proxy, tag, keyOf(request)) };
  };
  try {
    const sendUnmutated = (request: PlannedRequest) => send(request, { from: url });
    const observed = await observe(invariants, sendUnmutated);
    const replay = async (request: PlannedRequest) => observed.get(keyOf(request)) ?? sendUnmutated(request);
    return {
      mutants: invariantMutants(contract, [...observed.values()]),
      runMutant: (mutant) => runMutant(mutant, send, replay),
      close: proxy.close,
    };
  } catch (error) {
    await proxy.close();
    throw error;
  }
}

async function observe(
  invariants: readonly Invariant[],
  send: (request: PlannedRequest) => Promise<ProxiedResponse>,
): Promise<Map<string, ObservedResponse>> {
  const observed = new Map<string, ObservedResponse>();
  for (const invariant of invariants) {
    const failures = await invariant.check(async (request) => {
      const key = keyOf(request);
      const one = observed.get(key) ?? { ...(await send(request)), invariants: new Set() };
      one.invariants.add(invariant);
      observed.set(key, one);
      return one.response;
    });
    if (failures.length > 0) throw new Error(`an invariant fails without a mutation: ${invariant.name}`);
  }
  return observed;
}

/**
 * One mutant of each mutator for the last response of each kind: a check of the first of many paths only would miss
 * it. Responses that scenarios request are mutated in their test cases.
 */
function invariantMutants(contract: Contract, all: readonly ObservedResponse[]): InvariantMutant[] {
  const scenarios = scenariosOf(contract);
  const isScenario = (request: PlannedRequest) =>
    matchingScenarios(contract, scenarios, { ...request, body: valueOfBody(request) }).length > 0;
  const others = all.filter(({ request }) => isVariant(request) || !isScenario(request));
  const kinds = new Map(others.map((one) => [kindOf(operationOf(contract, one.request), one), one]));
  return [...kinds].flatMap(([kind, observed], turn) => {
    const { request, exchange, invariants } = observed;
    const subject: Subject = {
      contract,
      operation: operationOf(contract, request),
      request,
      response: exchange.original,
      oracle: [...invariants].every(({ ignoresBodies }) => ignoresBodies) ? 'schema' : 'invariants',
    };
    const mutants = oneOfEachMutator(`invariants › ${kind}`, subject, turn);
    return mutants.map((mutant) => ({ ...mutant, observed }));
  });
}

/** `<operationId> › 200 › HEAD br If-None-Match`. */
function kindOf({ id }: Operation, { request, response }: ProxiedResponse): string {
  const { 'accept-encoding': encoding, 'if-none-match': etag } = request.headers;
  const parts = [request.method.toUpperCase(), encoding, etag && 'If-None-Match'].filter(Boolean);
  return `${id} › ${response.status} › ${parts.join(' ')}`;
}

function isVariant({ method, headers }: PlannedRequest): boolean {
  return method.toUpperCase() === 'HEAD' || 'accept-encoding' in headers || 'if-none-match' in headers;
}

function operationOf(contract: Contract, { method, path }: PlannedRequest): Operation {
  const [pathname = ''] = path.split('?', 1);
  const found = findOperation(contract, method, pathname);
  if (!found) throw new Error(`an invariant requests ${path}, where there is no operation`);
  return found;
}

async function runMutant(
  { observed, ...mutant }: InvariantMutant,
  send: SendProxied,
  replay: (request: PlannedRequest) => Promise<ProxiedResponse>,
): Promise<MutantResult> {
  const key = keyOf(observed.request);
  let { exchange } = observed;
  for (const invariant of observed.invariants) {
    const failures = await invariant.check(async (request) => {
      if (keyOf(request) !== key) return (await replay(request)).response;
      const mutated = await send(request, { from: observed.exchange.original, mutate: mutant.apply });
      exchange = mutated.exchange;
      return mutated.response;
    });
    if (failures.length > 0) return { mutant, exchange, killed: true };
  }
  return { mutant, exchange, killed: false };
}

function keyOf(request: PlannedRequest): string {
  return JSON.stringify([request.method.toUpperCase(), request.path, request.headers, payload(request)]);
}
