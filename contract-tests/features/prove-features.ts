/** What the contract tests find about some operations of a contract, server and mock in this process. */
import type { Contract } from '../../contract/model.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { runFuzz } from '../fuzz/run-fuzz.ts';
import { sendCases } from '../http/send-cases.ts';
import type { Target } from '../model.ts';
import { createPlan } from '../plan.ts';
import { summarise } from '../report/summary.ts';
import type { FeatureFailure } from './model.ts';
import { proveClient } from './prove-client.ts';
import type { FeatureTargets } from './targets.ts';

export interface Proof {
  readonly contract: Contract;
  /** The operations that are tested. */
  readonly ids: readonly string[];
}

/** Right handlers have none, whatever the target. */
export async function proveFeatures(
  proof: Proof,
  { server, mock }: FeatureTargets,
): Promise<FeatureFailure[]> {
  const contract = withOperations(proof);
  return [
    ...(await runCases(proof, mock)),
    ...(await runCases(proof, server)),
    ...(await proveClient(contract, mock)),
    ...(await proveClient(contract, server)),
    ...(await runGenerated(contract, server)),
  ];
}

/** Paths are found as before. */
export function withOperations({ contract, ids }: Proof): Contract {
  return { ...contract, operations: contract.operations.filter(({ id }) => ids.includes(id)) };
}

/**
 * Every scenario and every negative case. They are not sent through Dredd, which takes ten times as long and sends the
 * same requests.
 */
export async function runCases(proof: Proof, target: Target): Promise<FeatureFailure[]> {
  const contract = withOperations(proof);
  const planned = createPlan(contract, target, defaultRelease);
  // The response to a preflight names the methods of all operations.
  const cases = planned.cases.filter(({ name }) => !name.endsWith('preflight'));
  const plan = { ...planned, cases, invariants: [] };
  const { failures } = summarise(contract, target, plan, await sendCases(cases, target));
  return failures.map(({ testCase, where, detail }) => ({
    operation: testCase.split(/[ :]/)[0] ?? '',
    detail: `${target.name}: ${testCase}: ${where} ${detail}`,
  }));
}

const runsForEach = 10;

async function runGenerated(contract: Contract, { url, credentials, overrideFor }: FeatureTargets['server']) {
  const publishing = { url: overrideFor?.('publishing', 201)?.url ?? url, credentials };
  const runs = contract.operations.length * runsForEach;
  const { failures } = await runFuzz({ url, publishing, contract, runs, seed: 1 });
  return failures.map(({ operation, fault = 'valid', failures, curl }) => ({
    operation,
    detail: `fuzz: ${fault}: ${failures.map(({ where, detail }) => `${where} ${detail}`).join('; ')}\n${curl}`,
  }));
}
