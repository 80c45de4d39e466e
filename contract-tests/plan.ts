/** Decides what a run sends to a target, and what it skips there. */
import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract } from '../contract/model.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import type { Release } from '../taxonomy/tree.ts';
import { caseFactories } from './cases/index.ts';
import type { CaseContext, NegativeCase } from './cases/negative-case.ts';
import { dataCases, exampleRequest, requestFor } from './cases/requests.ts';
import { type Checks, createChecks } from './checks/create-checks.ts';
import { withHeaders } from './http/planned-request.ts';
import { planInvariants } from './invariants/index.ts';
import type { Plan, SkippedCase, Target, TestCase } from './model.ts';
import { authorized, type Credentials } from './targets/credentials.ts';

/** @param release what the target serves */
export function createPlan(contract: Contract, target: Target, release: Release): Plan {
  const { origin = 'https://client.example' } = target;
  const headers = { origin, 'x-request-id': randomUUID() };
  const planned: (TestCase | SkippedCase)[] = [
    ...planScenarios(contract, target, headers),
    ...planNegativeCases(contract, target, release, headers),
  ];
  const invariants = planInvariants(contract, target);
  const plan = {
    cases: planned.filter((one) => 'check' in one),
    invariants: invariants.filter(({ needsData }) => !(target.isMock && needsData)),
    skipped: [
      ...planned.filter((one) => !('check' in one)),
      ...invariants.filter(({ needsData }) => target.isMock && needsData),
    ],
  };
  assertUniqueNames([...plan.cases, ...plan.invariants]);
  return plan;
}

type Headers = Readonly<Record<string, string>>;

function planScenarios(contract: Contract, target: Target, headers: Headers): (TestCase | SkippedCase)[] {
  const { servesExamples, credentials } = target;
  const checkOf = createChecks(contract);
  return scenarioCases(contract, { compareWithExamples: servesExamples, headers, credentials }).map(
    (scenario) => routeScenario(servesExamples ? scenario : onOtherData(scenario, checkOf), target),
  );
}

function planNegativeCases(
  contract: Contract,
  target: Target,
  release: Release,
  headers: Headers,
): (TestCase | SkippedCase)[] {
  const { servesExamples, credentials } = target;
  const validRequest = servesExamples ? exampleRequest(release) : requestFor(release);
  const context: CaseContext = {
    contract,
    release,
    ...(credentials && { credentials }),
    requestOf: (operation) => authorized(operation, validRequest(operation), credentials),
  };
  const checkOf = createChecks(contract);
  return [...caseFactories, ...(servesExamples ? [] : [dataCases])]
    .flatMap((createCases) => createCases(context))
    .map((negativeCase) => bindCase(negativeCase, target, headers, checkOf));
}

function assertUniqueNames(planned: readonly { readonly name: string }[]): void {
  const names = planned.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`two test cases have the name ${repeated}`);
}

export interface ScenarioOptions {
  /** Bodies must equal their examples. Right only for a target that serves the data of the examples. */
  readonly compareWithExamples: boolean;
  /** Added to every request. */
  readonly headers?: Headers;
  readonly credentials?: Credentials | undefined;
}

/** One test case for each scenario of the contract. */
export function scenarioCases(
  contract: Contract,
  { compareWithExamples, headers = {}, credentials }: ScenarioOptions,
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

const decidedByData = [200, 404, 409, 410, 422];

/** The request of a scenario is valid for every target. Which of these statuses it gets depends on the data. */
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

/** Sends a scenario that publishes to a state server, where it changes nothing for other cases, or skips it. */
function routeScenario(scenario: TestCase, target: Target): TestCase | SkippedCase {
  const { name, operation, status } = scenario;
  const skipped = { name, operation, status };
  if (operation.scopes && !target.credentials) return skipped;
  if (status !== 201 || target.isMock) return scenario;
  const override = target.overrideFor?.('publishing', status);
  return override?.url === undefined ? skipped : { ...scenario, url: override.url };
}

/** Gives a negative case its name, check and provider state on this target, or skips it. */
function bindCase(
  { title, providerState, needsData, alternative, expects, ...negativeCase }: NegativeCase,
  target: Target,
  headers: Headers,
  checkOf: Checks,
): TestCase | SkippedCase {
  const { operation, status } = negativeCase;
  const name = `${operation.id} › ${status} › ${title}`;
  const lacksData = needsData && target.isMock;
  const lacksToken = operation.scopes && !negativeCase.anonymous && !target.credentials;
  const override = providerState ? target.overrideFor?.(providerState, status) : {};
  if (!override || lacksData || lacksToken) return { ...negativeCase, name };
  const planned = {
    ...negativeCase,
    name,
    request: withHeaders(negativeCase.request, {
      ...headers,
      ...negativeCase.request.headers,
      ...override.headers,
    }),
    ...(override.url !== undefined && { url: override.url }),
  };
  const check = checkOf(planned, expects);
  if (alternative === undefined) return { ...planned, check };
  const checkAlternative = checkOf({ ...planned, status: alternative }, expects);
  return {
    ...planned,
    anyStatus: true,
    check: (received) => (received.status === alternative ? checkAlternative : check)(received),
  };
}
