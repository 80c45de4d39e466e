/** Decides what a run sends to a target, and what it skips there. */
import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { completeScenarios } from '../contract/scenarios.ts';
import { isDecidedByData, isSuccess } from '../contract/successes.ts';
import type { Release } from '../taxonomy/tree.ts';
import { caseFactories } from './cases/index.ts';
import type { CaseContext, NegativeCase } from './cases/negative-case.ts';
import { dataCases, exampleRequest, requestFor } from './cases/requests.ts';
import { type Checks, createChecks } from './checks/create-checks.ts';
import { createSources } from './fuzz/source.ts';
import { withHeaders } from './http/planned-request.ts';
import { planInvariants } from './invariants/index.ts';
import { knownValues } from './invariants/known-values.ts';
import type { Plan, SkippedCase, Target, TestCase } from './model.ts';
import { authorized, type Credentials, lacksCredentials } from './targets/credentials.ts';
import type { ProviderState } from './targets/state-servers.ts';
import { changesData, isWrite } from './writes.ts';

/** Sent to a target that allows every origin. */
export const defaultOrigin = 'https://client.example';

/** @param release what the target serves */
export function createPlan(contract: Contract, target: Target, release: Release): Plan {
  const { origin = defaultOrigin } = target;
  const headers = { origin, 'x-request-id': randomUUID() };
  const unplanned = new Map<string, string>();
  const makers = [
    scenarioMaker(contract, target, headers),
    ...negativeMakers(contract, target, release, headers),
  ];
  const planned = withUniqueNames(
    makers.flatMap((make) =>
      contract.operations.flatMap((operation) => {
        try {
          return make(operation);
        } catch (error) {
          // One operation whose cases cannot be made leaves those of the others as they are.
          unplanned.set(operation.id, error instanceof Error ? error.message : String(error));
          return [];
        }
      }),
    ),
  );
  const invariants = planInvariants(contract, target);
  return {
    cases: planned.filter((one) => 'check' in one),
    invariants: invariants.filter(({ needsData }) => !(target.isMock && needsData)),
    skipped: [
      ...planned.filter((one) => !('check' in one)),
      ...invariants
        .filter(({ needsData }) => target.isMock && needsData)
        .map((one) => ({ ...one, reason: lacksData })),
    ],
    unplanned,
  };
}

const lacksData = 'needs data, and a mock has none';
const lacksSecret = 'needs credentials: set CONTRACT_TOKEN or CONTRACT_CREDENTIALS_…';
const lacksState = (state: ProviderState) =>
  `needs the provider state ${state}, which only a local server has`;

type Headers = Readonly<Record<string, string>>;

/** Makes the cases of an operation. */
type CaseMaker = (operation: Operation) => (TestCase | SkippedCase)[];

function scenarioMaker(contract: Contract, target: Target, headers: Headers): CaseMaker {
  const { servesExamples, credentials } = target;
  const checkOf = createChecks(contract);
  return (operation) => {
    const options = { compareWithExamples: servesExamples, headers, credentials, operations: [operation] };
    return scenarioCases(contract, options).map((scenario) =>
      routeScenario(servesExamples ? scenario : onOtherData(scenario, checkOf), target),
    );
  };
}

function negativeMakers(contract: Contract, target: Target, release: Release, headers: Headers): CaseMaker[] {
  const context = createContext(contract, target, release);
  const checkOf = createChecks(contract);
  const factories = [...caseFactories, ...(target.servesExamples ? [] : [dataCases])];
  return factories.map(
    (createCases) => (operation) =>
      createCases({ ...context, operations: [operation] }).map((negativeCase) =>
        bindCase(negativeCase, target, headers, checkOf),
      ),
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
    sources: createSources(contract, release),
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
  /** By default all. */
  readonly operations?: readonly Operation[];
}

/** One test case for each scenario of the contract. */
export function scenarioCases(
  contract: Contract,
  { compareWithExamples, headers = {}, credentials, operations = contract.operations }: ScenarioOptions,
): TestCase[] {
  const checkOf = createChecks(contract);
  return operations.flatMap(completeScenarios).map((scenario) => {
    const { operation, name, status } = scenario;
    const request = authorized(operation, withHeaders(scenario.request, headers), credentials);
    const planned = { name: `${operation.id} › ${status} › ${name}`, operation, status, request };
    if (!compareWithExamples) return { ...planned, check: checkOf(planned) };
    const expects = (_: ReceivedResponse, body: unknown) => compareWithExample(contract, scenario, body);
    return { ...planned, check: checkOf(planned, expects) };
  });
}

function mayDiffer(operation: Operation, status: number): boolean {
  return isSuccess(status) || isDecidedByData(operation, status);
}

/** The request of a scenario is valid for every target. Which of these statuses it gets depends on the data. */
function onOtherData(scenario: TestCase, checkOf: Checks): TestCase {
  const { operation, status } = scenario;
  return {
    ...scenario,
    anyStatus: true,
    group: 'scenarios on other data, by schema',
    check(received: ReceivedResponse) {
      const isAlternative = mayDiffer(operation, status) && mayDiffer(operation, received.status);
      const isRight = isAlternative && operation.responses.has(received.status);
      return checkOf({ ...scenario, status: isRight ? received.status : status })(received);
    },
  };
}

/** Sends a scenario that changes data to a state server, where it changes nothing for other cases, or skips it. */
function routeScenario(scenario: TestCase, target: Target): TestCase | SkippedCase {
  const { name, operation, status } = scenario;
  const skipped = { name, operation, status };
  if (lacksCredentials(operation, target.credentials)) return { ...skipped, reason: lacksSecret };
  // What the examples lack, other data may have: the request would then change it.
  const mayChange = isWrite(operation) && !target.servesExamples && mayDiffer(operation, status);
  if (target.isMock || !(mayChange || changesData(operation, status))) return scenario;
  const override = target.overrideFor?.('publishing', status);
  if (override?.url === undefined) return { ...skipped, reason: lacksState('publishing') };
  return { ...scenario, url: override.url };
}

/** Gives a negative case its name, check and provider state on this target, or skips it. */
function bindCase(
  { title, providerState, needsData, needsCredentials, alternative, expects, ...negativeCase }: NegativeCase,
  target: Target,
  headers: Headers,
  checkOf: Checks,
): TestCase | SkippedCase {
  const { operation, status } = negativeCase;
  const name = `${operation.id} › ${status} › ${title}`;
  const skipped = (reason: string) => ({ ...negativeCase, name, reason });
  if (needsData && target.isMock) return skipped(lacksData);
  const { credentials } = target;
  const isAnonymous = negativeCase.anonymous ?? false;
  if ((needsCredentials && !credentials) || (!isAnonymous && lacksCredentials(operation, credentials)))
    return skipped(lacksSecret);
  const changes = !target.isMock && !negativeCase.undeclared && changesData(operation, status);
  const state = providerState ?? (changes ? 'publishing' : undefined);
  const override = state ? target.overrideFor?.(state, status) : {};
  if (!override) return skipped(lacksState(state ?? 'publishing'));
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
