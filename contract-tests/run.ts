import type { Contract } from '../contract/contract.ts';
import { incompletePairs } from '../contract/incomplete-pairs.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import type { Release } from '../taxonomy/tree.ts';
import { type ContractRun, summarise, type Target } from './contract-run.ts';
import { readRelease } from './laws/inquiry.ts';
import { type Plan, planRun } from './plan-run.ts';
import { runDredd } from './run-dredd.ts';
import { runLaws } from './run-laws.ts';
import { createSend } from './send.ts';

/** Sends all that is planned for the target. Throws when the run would prove nothing. */
export async function runContract(contract: Contract, target: Target, planned?: Plan): Promise<ContractRun> {
  const incomplete = incompletePairs(contract);
  if (incomplete.length > 0) throw new Error(`examples that are no scenarios:\n${incomplete.join('\n')}`);

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
