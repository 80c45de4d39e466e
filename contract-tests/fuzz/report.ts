/** The report of a fuzz run for the terminal. Except for commands, lines have at most 80 columns. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { CaseFailure } from '../model.ts';
import { renderAllowed, renderWaited } from '../report/render-allowed.ts';
import { renderCauses } from '../report/render-causes.ts';
import type { FuzzFailure, FuzzReport } from './run-fuzz.ts';

const width = 80;

export function renderFuzz({
  runs,
  seed,
  answers,
  failures,
  allowed,
  waited,
  durationMs,
}: FuzzReport): string {
  const statuses = Object.entries(answers).map(([status, times]) => `${times} × ${status}`);
  const seconds = (durationMs / 1000).toFixed(1);
  const summary = `fuzz: ${runs} generated requests, ${failures.length} kinds fail, seed ${seed}, ${seconds} s`;
  return [
    ...renderCauses(failures.flatMap(caseFailures)),
    ...renderAllowed(allowed),
    ...renderWaited(waited),
    wrapAnsi(`responses: ${statuses.join(', ')}`, width),
    failures.length === 0 ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}

function caseFailures({ operation, fault, failures, curl }: FuzzFailure): CaseFailure[] {
  const kind = fault === undefined ? 'valid request' : `invalid request, ${fault}`;
  return failures.map((failure) => ({
    testCase: `${operation} › ${kind}`,
    ...failure,
    ...(curl && { curl }),
  }));
}
