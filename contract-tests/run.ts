import type { Contract } from '../contract/contract.ts';
import { incompletePairs } from '../contract/incomplete-pairs.ts';
import { type ContractRun, summarise, type Target } from './contract-run.ts';
import { planTransactions } from './plan.ts';
import { runDredd } from './run-dredd.ts';

/** Sends every scenario of the contract to the target. Throws when the run would prove nothing. */
export async function runContract(contract: Contract, target: Target): Promise<ContractRun> {
  const incomplete = incompletePairs(contract);
  if (incomplete.length > 0) throw new Error(`examples that are no scenarios:\n${incomplete.join('\n')}`);

  const started = performance.now();
  const plan = planTransactions(contract, { compareWithExamples: target.servesExamples });
  const outcome = await runDredd(contract, target.url, plan);
  return {
    ...summarise(contract, target, plan, outcome),
    durationMs: Math.round(performance.now() - started),
  };
}
