/** What a run sends to a target, and what it skips there. */
import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract } from '../contract/model.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import type { Release } from '../taxonomy/tree.ts';
import { type Checks, createChecks } from './checks/create-checks.ts';
import { withHeaders } from './http/planned-request.ts';
import { planLaws } from './laws/index.ts';
import type { LeftOut, Plan, PlannedTransaction, Target } from './model.ts';
import { provocations } from './provocations/index.ts';
import type { Basis, Provocation } from './provocations/provocation.ts';
import { todaysData } from './provocations/todays-data.ts';
import { exampleRequest, todaysRequests } from './provocations/todays-requests.ts';
import { authorized, type Credentials } from './targets/credentials.ts';

/** @param release what the target serves. */
export function planRun(contract: Contract, target: Target, release: Release): Plan {
  const { servesExamples, credentials, origin = 'https://client.example' } = target;
  const headers = { origin, 'x-request-id': randomUUID() };
  const checkOf = createChecks(contract);
  const ownRequest = servesExamples ? exampleRequest(release) : todaysRequests(release);
  const basis: Basis = {
    contract,
    release,
    ...(credentials && { credentials }),
    requestOf: (operation) => authorized(operation, ownRequest(operation), credentials),
  };
  const provoked = [...provocations, ...(servesExamples ? [] : [todaysData])].flatMap((provoke) =>
    provoke(basis),
  );
  const scenarios = planTransactions(contract, { compareWithExamples: servesExamples, headers, credentials });
  const placed = scenarios.map((scenario) =>
    place(servesExamples ? scenario : onOtherData(scenario, checkOf), target),
  );
  const completed = provoked.map((provocation) => complete(provocation, target, headers, checkOf));
  const planned: (PlannedTransaction | LeftOut)[] = [...placed, ...completed];
  const laws = planLaws(contract, target);
  const plan = {
    transactions: planned.filter((result) => 'check' in result),
    laws: laws.filter(({ needsData }) => !(target.isMock && needsData)),
    leftOut: [
      ...planned.filter((result) => !('check' in result)),
      ...laws.filter(({ needsData }) => target.isMock && needsData),
    ],
  };
  refuseEqualNames([...plan.transactions, ...plan.laws]);
  return plan;
}

const decidedByData = [200, 404, 409, 410, 422];

/** The request of a scenario is right everywhere; whether it finds something is not known of other data. */
function onOtherData(scenario: PlannedTransaction, checkOf: Checks): PlannedTransaction {
  const { operation, status } = scenario;
  return {
    ...scenario,
    anyStatus: true,
    beyond: 'scenarios on other data, by schema',
    check(received: ReceivedResponse) {
      const isAlternative = decidedByData.includes(status) && decidedByData.includes(received.status);
      const isRight = isAlternative && operation.responses.has(received.status);
      return checkOf({ ...scenario, status: isRight ? received.status : status })(received);
    },
  };
}

function refuseEqualNames(planned: readonly { readonly name: string }[]): void {
  const names = planned.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`two transactions are called ${twice}`);
}

export interface PlanOptions {
  /** Bodies must equal their examples. Right for a target that serves the data of the examples, and only there. */
  readonly compareWithExamples: boolean;
  /** Sent with every request, beside its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials | undefined;
}

/** One transaction for every scenario of the contract. */
export function planTransactions(
  contract: Contract,
  { compareWithExamples, headers = {}, credentials }: PlanOptions,
): PlannedTransaction[] {
  const checkOf = createChecks(contract);
  return scenariosOf(contract).map((scenario) => {
    const { operation, name, status } = scenario;
    const request = authorized(operation, withHeaders(scenario.request, headers), credentials);
    const planned = { name: `${operation.id} › ${status} › ${name}`, operation, status, request };
    if (!compareWithExamples) return { ...planned, check: checkOf(planned) };
    const expects = (_: ReceivedResponse, body: unknown) => compareWithExample(contract, scenario, body);
    return { ...planned, check: checkOf(planned, expects) };
  });
}

/** A scenario where it changes nothing that others ask for; without credentials nothing is published anywhere. */
export function place(scenario: PlannedTransaction, target: Target): PlannedTransaction | LeftOut {
  const { name, operation, status } = scenario;
  const leftOut = { name, operation, status };
  if (operation.scopes && !target.credentials) return leftOut;
  if (status !== 201 || target.isMock) return scenario;
  const means = target.provoke?.('publishing', status);
  return means?.url === undefined ? leftOut : { ...scenario, url: means.url };
}

/** A provocation with what it takes to provoke this target, left out where it cannot be. */
export function complete(
  { title, condition, needsData, alternative, expects, ...provocation }: Provocation,
  target: Target,
  headers: Readonly<Record<string, string>>,
  checkOf: Checks,
): PlannedTransaction | LeftOut {
  const { operation, status } = provocation;
  const name = `${operation.id} › ${status} › ${title}`;
  const lacks = (needsData && target.isMock) || (needsToken(provocation) && !target.credentials);
  const means = condition ? target.provoke?.(condition, status) : {};
  if (!means || lacks) return { ...provocation, name };
  const request = withHeaders(provocation.request, {
    ...headers,
    ...provocation.request.headers,
    ...means.headers,
  });
  const planned = { ...provocation, name, request, ...(means.url !== undefined && { url: means.url }) };
  const check = checkOf(planned, expects);
  if (alternative === undefined) return { ...planned, check };
  const checkOther = checkOf({ ...planned, status: alternative }, expects);
  const checkEither = (received: ReceivedResponse) =>
    (received.status === alternative ? checkOther : check)(received);
  return { ...planned, anyStatus: true, check: checkEither };
}

function needsToken({ operation, anonymous }: Pick<Provocation, 'operation' | 'anonymous'>): boolean {
  return operation.scopes !== undefined && !anonymous;
}
