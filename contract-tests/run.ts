import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/model.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import type { Release } from '../taxonomy/tree.ts';
import { runDredd } from './dredd/run-dredd.ts';
import { createSend, type Send } from './http/send.ts';
import { readRelease } from './laws/inquiry.ts';
import type { Law } from './laws/law.ts';
import type { ContractRun, Outcome, Plan, Target } from './model.ts';
import { planRun } from './plan.ts';
import { summarise } from './report/summary.ts';

/** Sends all that is planned for the target. Throws when the run would prove nothing. */
export async function runContract(contract: Contract, target: Target, planned?: Plan): Promise<ContractRun> {
  const started = performance.now();
  const plan = planned ?? planRun(contract, target, await releaseOf(contract, target));
  const sent = await runDredd(contract, target.url, plan.transactions);
  const asked = await runLaws(plan.laws, createSend(target.url));
  const outcome = { ran: sent.ran + asked.ran, failures: new Map([...sent.failures, ...asked.failures]) };
  return {
    ...summarise(contract, target, plan, outcome),
    durationMs: Math.round(performance.now() - started),
  };
}

/** What the target serves. One that does not tell fails by its own name, so that ours will do to ask with. */
async function releaseOf(contract: Contract, { url, servesExamples }: Target): Promise<Release> {
  const own = servesExamples ? undefined : await readRelease(contract, createSend(url));
  const release = own ?? bundledReleases.at(-1);
  if (!release) throw new Error('there is no bundled release');
  return release;
}

/** Checks the laws side by side; one that cannot be asked about has failed. */
async function runLaws(laws: readonly Law[], send: Send): Promise<Outcome> {
  const failures = new Map<string, readonly Failure[]>();
  await Promise.all(
    laws.map(async (law) => {
      failures.set(
        law.name,
        await law.check(send).catch((error: unknown) => [{ where: 'answer', detail: String(error) }]),
      );
    }),
  );
  return { ran: failures.size, failures };
}
