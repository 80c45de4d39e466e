import { randomUUID } from 'node:crypto';
import type { ReceivedResponse } from '../contract/check-response.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import type { Release } from '../taxonomy/tree.ts';
import type { Target } from './contract-run.ts';
import { authorized } from './credentials.ts';
import { planLaws } from './laws/index.ts';
import type { Law } from './laws/law.ts';
import { complete, place } from './on-target.ts';
import { type Checks, createChecks, type PlannedTransaction, planTransactions } from './plan.ts';
import { provocations } from './provocations/index.ts';
import type { Basis } from './provocations/provocation.ts';
import { todaysData } from './provocations/todays-data.ts';
import { exampleRequest, todaysRequests } from './provocations/todays-requests.ts';

/** All that a run does, and by name what it does not because this target cannot be brought to it. */
export interface Plan {
  readonly transactions: readonly PlannedTransaction[];
  readonly laws: readonly Law[];
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly name: string;
  readonly operation?: Operation;
  readonly status?: number;
  readonly beyond?: string;
}

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
