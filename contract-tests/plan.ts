/** Decides what a run sends to a target, and what it skips there. */
import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import type { Release } from '../taxonomy/tree.ts';
import { caseFactories } from './cases/index.ts';
import type { CaseContext, NegativeCase } from './cases/negative-case.ts';
import { dataCases, exampleRequest, requestFor } from './cases/requests.ts';
import { type Checks, createChecks } from './checks/create-checks.ts';
import { withHeaders } from './http/planned-request.ts';
import { planInvariants } from './invariants/index.ts';
import { knownValues } from './invariants/known-values.ts';
import type { Plan, SkippedCase, Target, TestCase } from './model.ts';
import { authorized, type Credentials } from './targets/credentials.ts';
import { changesData, isWrite } from './writes.ts';

/** @param release what the target serves */
export function createPlan(contract: Contract, target: Target, release: Release): Plan {
  const { origin = 'https://client.example' } = target;
  const headers = { origin, 'x-request-id': randomUUID() };
  const unplanned = new Map<string, string>();
  const planned = withUniqueNames<TestCase | SkippedCase>([
    ...planScenarios(contract, target, headers),
    ...planNegativeCases(contract, target, release, headers, unplanned),
  ]);
  const invariants = planInvariants(contract, target);
  return {
    cases: planned.filter((one) => 'check' in one),
    invariants: invariants.filter(({ needsData }) => !(target.isMock && needsData)),
    skipped: [
      ...planned.filter((one) => !('check' in one)),
      ...invariants.filter(({ needsData }) => target.isMock && needsData),
    ],
    unplanned,
  };
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
  unplanned: Map<string, string>,
): (TestCase | SkippedCase)[] {
  const context = createContext(contract, target, release);
  const checkOf = createChecks(contract);
  return [...caseFactories, ...(target.servesExamples ? [] : [dataCases])].flatMap((createCases) =>
    contract.operations.flatMap((operation) => {
      try {
        const cases = createCases({ ...context, operations: [operation] });
        return cases.map((negativeCase) => bindCase(negativeCase, target, headers, checkOf));
      } catch (error) {
        // One operation whose cases cannot be made leaves those of the others as they are.
        unplanned.set(operation.id, error instanceof Error ? error.message : String(error));
        return [];
      }
    }),
  );
}

function createContext(contract: Contract, target: Target, release: Release): CaseContext {
  const { servesExamples, credentials } = target;
  const make = servesExamples
    ? exampleRequest(contract, release)
    : requestFor(contract, knownValues(release));
  // Many cases start from the same request, and a body may have megabytes to check.
  const made = new Map<Operation, ReturnType<typeof make>>();
  const valid = (operation: Operation) => {
    const found = made.get(operation) ?? make(operation);
    made.set(operation, found);
    return found;
  };
  return {
    contract,
    operations: contract.operations,
    release,
    ...(credentials && { credentials }),
    requestOf: (operation) => authorized(operation, valid(operation).request, credentials),
    successOf: (operation) => valid(operation).status,
  };
}

/** Reports find a case by its name. Two examples of one name may stand in two media types. */
function withUniqueNames<Named extends { readonly name: string }>(planned: readonly Named[]): Named[] {
  const times = new Map<string, number>();
  return planned.map((one) => {
    const time = (times.get(one.name) ?? 0) + 1;
    times.set(one.name, time);
    return time === 1 ? one : { ...one, name: `${one.name} (${time})` };
  });
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

/** Sends a scenario that changes data to a state server, where it changes nothing for other cases, or skips it. */
function routeScenario(scenario: TestCase, target: Target): TestCase | SkippedCase {
  const { name, operation, status } = scenario;
  const skipped = { name, operation, status };
  if (operation.scopes && !target.credentials) return skipped;
  // What the examples lack, other data may have: the request would then change it.
  const mayChange = isWrite(operation) && !target.servesExamples && [...decidedByData, 412].includes(status);
  if (target.isMock || !(mayChange || changesData(operation, status))) return scenario;
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
  const changes = !target.isMock && !negativeCase.undeclared && changesData(operation, status);
  const state = providerState ?? (changes ? 'publishing' : undefined);
  const override = state ? target.overrideFor?.(state, status) : {};
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
