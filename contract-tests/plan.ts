/** What a run sends to a target, and what it skips there. */
import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract } from '../contract/model.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import type { Release } from '../taxonomy/tree.ts';
import { negativeCases } from './cases/index.ts';
import type { CaseContext, NegativeCase } from './cases/negative-case.ts';
import { todaysData } from './cases/todays-data.ts';
import { exampleRequest, todaysRequests } from './cases/todays-requests.ts';
import { type Checks, createChecks } from './checks/create-checks.ts';
import { withHeaders } from './http/planned-request.ts';
import { planInvariants } from './invariants/index.ts';
import type { Plan, SkippedCase, Target, TestCase } from './model.ts';
import { authorized, type Credentials } from './targets/credentials.ts';

/** @param release what the target serves. */
export function createPlan(contract: Contract, target: Target, release: Release): Plan {
  const { servesExamples, credentials, origin = 'https://client.example' } = target;
  const headers = { origin, 'x-request-id': randomUUID() };
  const checkOf = createChecks(contract);
  const ownRequest = servesExamples ? exampleRequest(release) : todaysRequests(release);
  const context: CaseContext = {
    contract,
    release,
    ...(credentials && { credentials }),
    requestOf: (operation) => authorized(operation, ownRequest(operation), credentials),
  };
  const provoked = [...negativeCases, ...(servesExamples ? [] : [todaysData])].flatMap((overrideFor) =>
    overrideFor(context),
  );
  const scenarios = scenarioCases(contract, { compareWithExamples: servesExamples, headers, credentials });
  const placed = scenarios.map((scenario) =>
    routeScenario(servesExamples ? scenario : onOtherData(scenario, checkOf), target),
  );
  const completed = provoked.map((negativeCase) => bindCase(negativeCase, target, headers, checkOf));
  const planned: (TestCase | SkippedCase)[] = [...placed, ...completed];
  const invariants = planInvariants(contract, target);
  const plan = {
    cases: planned.filter((result) => 'check' in result),
    invariants: invariants.filter(({ needsData }) => !(target.isMock && needsData)),
    skipped: [
      ...planned.filter((result) => !('check' in result)),
      ...invariants.filter(({ needsData }) => target.isMock && needsData),
    ],
  };
  refuseEqualNames([...plan.cases, ...plan.invariants]);
  return plan;
}

const decidedByData = [200, 404, 409, 410, 422];

/** The request of a scenario is right everywhere; whether it finds something is not known of other data. */
function onOtherData(scenario: TestCase, checkOf: Checks): TestCase {
  const { operation, status } = scenario;
  return {
    ...scenario,
    anyStatus: true,
    group: 'scenarios on other data, by schema',
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
  if (twice) throw new Error(`two cases are called ${twice}`);
}

export interface PlanOptions {
  /** Bodies must equal their examples. Right for a target that serves the data of the examples, and only there. */
  readonly compareWithExamples: boolean;
  /** Sent with every request, beside its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials | undefined;
}

/** One testCase for every scenario of the contract. */
export function scenarioCases(
  contract: Contract,
  { compareWithExamples, headers = {}, credentials }: PlanOptions,
): TestCase[] {
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
export function routeScenario(scenario: TestCase, target: Target): TestCase | SkippedCase {
  const { name, operation, status } = scenario;
  const skipped = { name, operation, status };
  if (operation.scopes && !target.credentials) return skipped;
  if (status !== 201 || target.isMock) return scenario;
  const override = target.overrideFor?.('publishing', status);
  return override?.url === undefined ? skipped : { ...scenario, url: override.url };
}

/** A negativeCase with what it takes to overrideFor this target, left out where it cannot be. */
export function bindCase(
  { title, providerState, needsData, alternative, expects, ...negativeCase }: NegativeCase,
  target: Target,
  headers: Readonly<Record<string, string>>,
  checkOf: Checks,
): TestCase | SkippedCase {
  const { operation, status } = negativeCase;
  const name = `${operation.id} › ${status} › ${title}`;
  const lacks = (needsData && target.isMock) || (needsToken(negativeCase) && !target.credentials);
  const override = providerState ? target.overrideFor?.(providerState, status) : {};
  if (!override || lacks) return { ...negativeCase, name };
  const request = withHeaders(negativeCase.request, {
    ...headers,
    ...negativeCase.request.headers,
    ...override.headers,
  });
  const planned = {
    ...negativeCase,
    name,
    request,
    ...(override.url !== undefined && { url: override.url }),
  };
  const check = checkOf(planned, expects);
  if (alternative === undefined) return { ...planned, check };
  const checkOther = checkOf({ ...planned, status: alternative }, expects);
  const checkEither = (received: ReceivedResponse) =>
    (received.status === alternative ? checkOther : check)(received);
  return { ...planned, anyStatus: true, check: checkEither };
}

function needsToken({ operation, anonymous }: Pick<NegativeCase, 'operation' | 'anonymous'>): boolean {
  return operation.scopes !== undefined && !anonymous;
}
