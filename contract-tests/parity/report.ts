/** A comparison of mock and server as a person reads it, within 80 columns. */
import pc from 'picocolors';
import { cut } from '../fuzz/cut.ts';
import { isSame, type ParityReport, type UnlikeAnswers } from './run-parity.ts';

export function renderParity(run: ParityReport): string {
  const { compared, differences, accepted, unused, seed, durationMs } = run;
  const requests = [...new Set(differences.map(({ request }) => request))];
  const times = accepted.reduce((sum, entry) => sum + entry.times, 0);
  const summary = [
    `parity: ${compared} requests, ${requests.length} answered differently, ${times} differences accepted`,
    `seed ${seed}, ${(durationMs / 1000).toFixed(1)} s`,
  ].join('\n');
  return [
    ...requests.map((name) =>
      renderRequest(
        name,
        differences.filter(({ request }) => request === name),
      ),
    ),
    ...unused.map((reason) => pc.red(cut(`✗ accepted, and no longer there: ${reason}`))),
    isSame(run) ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}

function renderRequest(name: string, differences: readonly UnlikeAnswers[]): string {
  const lines = differences.flatMap(({ where, mock, server }) => [
    `    ${where}`,
    `      mock    ${mock}`,
    `      server  ${server}`,
  ]);
  return [pc.red(cut(`✗ ${name}`)), ...lines.map(cut)].join('\n');
}
