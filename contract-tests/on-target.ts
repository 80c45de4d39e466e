/** What becomes of scenarios and provocations on one target: where they go, and what is left out there. */
import type { ReceivedResponse } from '../contract/check-response.ts';
import type { Target } from './contract-run.ts';
import type { Checks, PlannedTransaction } from './plan.ts';
import type { LeftOut } from './plan-run.ts';
import { withHeaders } from './planned-request.ts';
import type { Provocation } from './provocations/provocation.ts';

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
