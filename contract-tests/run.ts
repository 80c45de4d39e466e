import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/model.ts';
import { createHonestyCheck } from './checks/check-honesty.ts';
import { runDredd } from './dredd/run-dredd.ts';
import { failureFrom } from './http/patience.ts';
import { createSend, type Send } from './http/send.ts';
import type { Invariant } from './invariants/invariant.ts';
import type { CaseResults, Plan, Target, TargetReport, TestCase } from './model.ts';
import { summarise } from './report/summary.ts';
import type { Allowances } from './targets/behind-proxy.ts';

/** Sends the plan to the target. When Dredd does not send it, every case has failed. */
export async function runPlan(contract: Contract, target: Target, plan: Plan): Promise<TargetReport> {
  const started = performance.now();
  const { behindProxy, patience } = target;
  const changed = behindProxy ? plan.cases.map(withAllowances(behindProxy)) : plan.cases;
  const planned = target.isMock ? changed.map(withHonesty(contract)) : changed;
  const cases = await runDredd(contract, target.url, planned, patience).catch((error: unknown) => ({
    ran: 0,
    failures: new Map(plan.cases.map(({ name }) => [name, [{ where: 'Dredd', detail: String(error) }]])),
  }));
  const invariants = await runInvariants(plan.invariants, createSend(target.url, target));
  const results = {
    ran: cases.ran + invariants.ran,
    failures: new Map([...cases.failures, ...invariants.failures]),
  };
  return {
    ...summarise(contract, target, plan, results),
    ...(behindProxy && { allowed: behindProxy.counts() }),
    ...(patience && { waited: patience.waited() }),
    durationMs: Math.round(performance.now() - started),
  };
}

/** Each response as it is without what the proxy in front of the target did. */
function withAllowances(behindProxy: Allowances): (one: TestCase) => TestCase {
  return (one) => ({
    ...one,
    check(received) {
      if (behindProxy.isOwnRefusal(one.status, one.request, received)) return [];
      return one.check(behindProxy.restore(received));
    },
  });
}

/** A mock has to say which responses are no scenario's, too. */
function withHonesty(contract: Contract): (one: TestCase) => TestCase {
  const failuresOf = createHonestyCheck(contract);
  return (one) => ({
    ...one,
    check: (received) => [...one.check(received), ...failuresOf(one.operation, one.request, received)],
  });
}

/** Checks the invariants concurrently. An invariant whose check throws has failed. */
async function runInvariants(invariants: readonly Invariant[], send: Send): Promise<CaseResults> {
  const failures = new Map<string, readonly Failure[]>();
  await Promise.all(
    invariants.map(async ({ name, check }) => {
      const found = await check(send).catch((error: unknown) => [failureFrom(error, 'response')]);
      failures.set(name, found);
    }),
  );
  return { ran: failures.size, failures };
}
