/** The report of a parity run for the terminal, with lines of at most 80 columns. */
import cliTruncate from 'cli-truncate';
import pc from 'picocolors';
import { isSame, type ParityReport, type RequestDifference } from './run-parity.ts';

const width = 80;

export function renderParity(run: ParityReport): string {
  const { compared, differences, accepted, unused, seed, durationMs } = run;
  const requests = [...new Set(differences.map(({ request }) => request))];
  const times = accepted.reduce((sum, entry) => sum + entry.times, 0);
  const summary = [
    `parity: ${compared} requests, ${requests.length} with different responses, ${times} differences accepted`,
    `seed ${seed}, ${(durationMs / 1000).toFixed(1)} s`,
  ].join('\n');
  return [
    ...requests.map((name) =>
      renderRequest(
        name,
        differences.filter(({ request }) => request === name),
      ),
    ),
    ...unused.map((reason) => pc.red(cliTruncate(`✗ accepted, but no longer found: ${reason}`, width))),
    isSame(run) ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}

function renderRequest(name: string, differences: readonly RequestDifference[]): string {
  const lines = differences.flatMap(({ target, where, mock, other }) => [
    `    ${where}`,
    `      ${'mock'.padEnd(8)}${mock}`,
    `      ${target.padEnd(8)}${other}`,
  ]);
  return [pc.red(cliTruncate(`✗ ${name}`, width)), ...lines.map((line) => cliTruncate(line, width))].join(
    '\n',
  );
}
