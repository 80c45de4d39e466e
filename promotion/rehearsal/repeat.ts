/** Repeats every rehearsal, and measures how long a decision takes in which every gate passes. */
import { join } from 'node:path';
import pc from 'picocolors';
import { projectRoot } from '../../lib/project.ts';
import { renderTable } from '../../lib/table.ts';
import { openBuild } from '../builds.ts';
import { gates } from '../gates/index.ts';
import type { Build } from '../model.ts';
import { promote } from '../promote.ts';
import { startSupervisor } from '../supervisor/supervisor.ts';
import { rehearsals, rehearse } from './continuity.ts';
import { changeBuild, createRehearsal, install, onlyGates, optionsFor } from './rehearsal.ts';

export interface RehearsalBench {
  readonly runs: number;
  readonly rehearsals: readonly RehearsalFigures[];
  /** A promotion to staging in which every gate is asked and passes, without the watch. */
  readonly decision: { readonly seconds: number; readonly slowest: readonly string[] };
  readonly node: string;
}

interface RehearsalFigures {
  readonly name: string;
  readonly requests: number;
  readonly lost: number;
  /** The most in one run. */
  readonly broken: number;
  /** How the runs ended: `old, held`. One ending is right, the same in every run. */
  readonly endings: readonly string[];
  /** The longest of all runs. */
  readonly backMs: number | null;
}

export const goals = { lost: 0, backMs: 1000, decisionSeconds: 90 };

export async function benchPromotion(runs: number, tell: (line: string) => void): Promise<RehearsalBench> {
  const build = openBuild(join(projectRoot, 'dist'));
  const figures: RehearsalFigures[] = [];
  for (const name of Object.keys(rehearsals)) {
    tell(`${name} …`);
    const reports = [];
    for (let run = 0; run < runs; run += 1) reports.push(await rehearse(name, build));
    const backs = reports.flatMap(({ backMs }) => backMs ?? []);
    figures.push({
      name,
      requests: reports.reduce((sum, { requests }) => sum + requests, 0),
      lost: reports.reduce((sum, { lost }) => sum + lost.length, 0),
      broken: Math.max(...reports.map(({ broken }) => broken)),
      endings: [...new Set(reports.map(({ live, state }) => `${live}, ${state}`))],
      backMs: backs.length > 0 ? Math.max(...backs) : null,
    });
  }
  tell('a decision …');
  return { runs, rehearsals: figures, decision: await measureDecision(build), node: process.version };
}

async function measureDecision(build: Build): Promise<RehearsalBench['decision']> {
  const root = await createRehearsal();
  const supervisor = await startSupervisor(root, () => {});
  try {
    const next = changeBuild(build);
    await install(root, 'staging', build);
    await install(root, 'dev', next);
    // Its local run belongs to dev; here the cells that it covers are taken as covered.
    const all = { ...gates, 'contract-run': onlyGates()['contract-run'] };
    const { gates: results } = await promote(
      root,
      optionsFor('staging', { gates: all, watchMs: 0 }),
      () => {},
    );
    const alone = await promote(
      root,
      { ...optionsFor('production', { first: true, dryRun: true }), gates: onlyGates('contract-run') },
      () => {},
    );
    const timed = [...results, ...alone.gates.filter(({ gate }) => gate === 'contract-run')];
    const milliseconds = timed.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const slowest = timed.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, 5);
    return {
      seconds: Math.round(milliseconds / 100) / 10,
      slowest: slowest.map(({ gate, durationMs }) => `${gate} ${(durationMs / 1000).toFixed(1)} s`),
    };
  } finally {
    await supervisor.close();
  }
}

export function isMet({ rehearsals, decision }: RehearsalBench): boolean {
  return (
    decision.seconds <= goals.decisionSeconds &&
    rehearsals.every(
      ({ lost, endings, backMs }) =>
        lost <= goals.lost && endings.length === 1 && (backMs ?? 0) <= goals.backMs,
    )
  );
}

export function renderBench(bench: RehearsalBench): string {
  const rows = bench.rehearsals.map(({ name, requests, lost, broken, endings, backMs }) => [
    name,
    String(requests),
    lost === 0 ? pc.green('0') : pc.red(String(lost)),
    String(broken),
    endings.join(' / '),
    backMs === null ? '' : `${backMs} ms`,
  ]);
  const head = [`${bench.runs} runs at 200/s`, 'requests', 'lost', 'broken', 'ends as', 'back'];
  const { seconds, slowest } = bench.decision;
  return `${renderTable(head, rows, { widths: [32, 8, 4, 6, 10, 8], wraps: true })}

lost: goal 0. broken: on connections of a killed process, the most in one run.
back: from the red watch to the switch back, the longest; goal ${goals.backMs} ms.
A decision with every gate takes ${seconds} s; goal ${goals.decisionSeconds} s. The slowest gates:
  ${slowest.join(', ')}`;
}
