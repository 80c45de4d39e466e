import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/model.ts';
import { defaultRelease } from '../taxonomy/releases/index.ts';
import type { Release } from '../taxonomy/tree.ts';
import { runDredd } from './dredd/run-dredd.ts';
import { createSend, type Send } from './http/send.ts';
import { readRelease } from './invariants/checking-client.ts';
import type { Invariant } from './invariants/invariant.ts';
import type { CaseResults, Plan, Target, TargetReport } from './model.ts';
import { createPlan } from './plan.ts';
import { summarise } from './report/summary.ts';

/** Sends all that is planned for the target. Throws when the run would prove nothing. */
export async function runPlan(contract: Contract, target: Target, planned?: Plan): Promise<TargetReport> {
  const started = performance.now();
  const plan = planned ?? createPlan(contract, target, await releaseOf(contract, target));
  const sent = await runDredd(contract, target.url, plan.cases);
  const asked = await runInvariants(plan.invariants, createSend(target.url));
  const outcome = { ran: sent.ran + asked.ran, failures: new Map([...sent.failures, ...asked.failures]) };
  return {
    ...summarise(contract, target, plan, outcome),
    durationMs: Math.round(performance.now() - started),
  };
}

/** What the target serves. One that does not tell fails by its own name, so that ours will do to ask with. */
async function releaseOf(contract: Contract, { url, servesExamples }: Target): Promise<Release> {
  const own = servesExamples ? undefined : await readRelease(contract, createSend(url));
  return own ?? defaultRelease;
}

/** Checks the invariants side by side; one that cannot be asked about has failed. */
async function runInvariants(invariants: readonly Invariant[], send: Send): Promise<CaseResults> {
  const failures = new Map<string, readonly Failure[]>();
  await Promise.all(
    invariants.map(async (invariant) => {
      failures.set(
        invariant.name,
        await invariant.check(send).catch((error: unknown) => [{ where: 'answer', detail: String(error) }]),
      );
    }),
  );
  return { ran: failures.size, failures };
}
