import { readContract } from '../../contract/bundle-file.ts';
import type { Contract } from '../../contract/model.ts';
import type { TargetReport } from '../../contract-tests/model.ts';
import { createPlan } from '../../contract-tests/plan.ts';
import { runPlan } from '../../contract-tests/run.ts';
import {
  providerStates,
  type StateServer,
  startStateServer,
} from '../../contract-tests/targets/state-servers.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { cellName, judge, type Scratch, withScratch } from './contract-runs.ts';
import { firstOf, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';

/**
 * Some responses cannot be had from a tier: those of a store that is down, a quota that is used up, a handler that
 * fails. Here they come from servers in these states, which are made from the sources.
 */
export const localRun: Gate = {
  id: 'local-run',
  condition: 'the build keeps its contract on this machine, in every declared response',
  timeoutMs: 90_000,
  async run(promotion) {
    const { contract } = promotion;
    const here = readContract();
    const remedy = 'Mend what npm run contract reports, build again, and repeat.';
    if (here.checksum !== contract.checksum)
      return unknown(
        [`the sources here have another contract than the build: ${here.version}, not ${contract.version}`],
        'Run the promotion where the build was made, or check out its commit.',
      );
    const report = await withScratch(promotion, (scratch) => runInStates(contract, scratch));
    const finding = judge(report, 'on this machine', remedy);
    if (finding.verdict !== 'pass') return finding;
    const open = report.cells.filter(({ result }) => result !== 'passed').map(cellName);
    if (open.length > 0) return refuse(['No test case covers:', ...firstOf(open)], remedy);
    const facts = [...finding.facts, `${report.cells.length} declared responses are covered`];
    return { ...finding, facts, data: { cells: report.cells.map(cellName) } };
  },
};

async function runInStates(contract: Contract, { target, environment }: Scratch): Promise<TargetReport> {
  const servers = new Map<string, StateServer>();
  const variables = environment as Readonly<Record<string, string>>;
  try {
    for (const state of providerStates)
      servers.set(state, await startStateServer(contract, state, variables));
    const overrideFor = (state: string) => {
      const url = servers.get(state)?.url;
      return url === undefined ? undefined : { url };
    };
    const inStates = { ...target, overrideFor };
    return await runPlan(contract, inStates, createPlan(contract, inStates, defaultRelease));
  } finally {
    await Promise.all([...servers.values()].map((server) => server.close()));
  }
}
