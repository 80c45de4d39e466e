/** The report of a fuzz run for the terminal. Except for commands, lines have at most 80 columns. */
import cliTruncate from 'cli-truncate';
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { renderAllowed } from '../report/render-allowed.ts';
import type { FuzzFailure, FuzzReport } from './run-fuzz.ts';

const width = 80;

export function renderFuzz({ runs, seed, answers, failures, allowed, durationMs }: FuzzReport): string {
  const statuses = Object.entries(answers).map(([status, times]) => `${times} × ${status}`);
  const seconds = (durationMs / 1000).toFixed(1);
  const summary = `fuzz: ${runs} generated requests, ${failures.length} kinds fail, seed ${seed}, ${seconds} s`;
  return [
    ...failures.map(renderFailure),
    ...renderAllowed(allowed),
    wrapAnsi(`responses: ${statuses.join(', ')}`, width),
    failures.length === 0 ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}

function renderFailure({ operation, fault, failures, curl }: FuzzFailure): string {
  const kind = fault === undefined ? 'valid request' : `invalid request, ${fault}`;
  return [
    pc.red(cliTruncate(`✗ ${operation} › ${kind}`, width)),
    ...failures.map(({ where, detail }) => cliTruncate(`    ${where} ${detail}`, width)),
    // Not truncated, so that it can be copied.
    ...(curl === undefined ? [] : [curl]),
  ].join('\n');
}
