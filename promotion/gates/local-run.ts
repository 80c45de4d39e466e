import { readContract } from '../../contract/bundle-file.ts';
import { prove } from '../../contract-tests/cli/prove.ts';
import { cellName, judge } from './contract-runs.ts';
import { firstOf, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';

/**
 * Some responses cannot be had from a tier: those of a store that is down, a quota that is used up, a handler that
 * fails. Here they come from servers in these states, which are made from the sources.
 */
export const localRun: Gate = {
  id: 'local-run',
  condition: 'the build keeps its contract on this machine, in every declared response',
  timeoutMs: 300_000,
  async run({ build }) {
    const options = { only: 'server', build: build.folder, runs: 1, seed: 1 } as const;
    // That of the sources: the run refuses a build of another one.
    const evidence = await prove({ contract: readContract(), options, print: () => {} });
    const remedy = 'Mend what npm run contract reports, build again, and repeat.';
    const [report] = evidence.targets;
    if (!report || evidence.build?.id !== build.id) return unknown(['the build was not tested'], remedy);
    const finding = judge(report, 'on this machine', remedy);
    if (finding.verdict !== 'pass') return finding;
    const open = report.cells.filter(({ result }) => result !== 'passed').map(cellName);
    if (open.length > 0) return refuse(['No test case covers:', ...firstOf(open)], remedy);
    const facts = [...finding.facts, `${report.cells.length} declared responses are covered`];
    return { ...finding, facts, data: { cells: report.cells.map(cellName) } };
  },
};
