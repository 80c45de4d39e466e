/** A run of generated requests as a person reads it, within 80 columns but for commands. */
import pc from 'picocolors';
import { cut } from './cut.ts';
import type { FuzzFailure, FuzzReport } from './run-fuzz.ts';

export function renderFuzz({ runs, seed, answers, failures, durationMs }: FuzzReport): string {
  const seconds = (durationMs / 1000).toFixed(1);
  const summary = `fuzz: ${runs} generated requests, ${failures.length} kinds fail, seed ${seed}, ${seconds} s`;
  return [
    ...failures.map(renderFailure),
    `answers: ${Object.entries(answers)
      .map(([status, times]) => `${times} × ${status}`)
      .join(', ')}`,
    failures.length === 0 ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}

function renderFailure({ operation, fault, failures, curl }: FuzzFailure): string {
  const kind = fault === undefined ? 'valid request' : `invalid request, ${fault}`;
  return [
    pc.red(cut(`✗ ${operation} › ${kind}`)),
    ...failures.map(({ where, detail }) => cut(`    ${where} ${detail}`)),
    // Not cut: it is there to be copied.
    curl,
  ].join('\n');
}
