/** The status of the tiers for a terminal of 80 columns. */
import pc from 'picocolors';
import { renderTable } from '../../lib/table.ts';
import type { TierStatus } from './read-status.ts';

export function renderStatus(all: readonly TierStatus[], differences: readonly string[]): string {
  const rows: (readonly [string, (status: TierStatus) => string])[] = [
    ['url', ({ url }) => url.replace(/^https?:\/\//, '')],
    ['state', ({ record }) => (record.state === 'held' ? pc.yellow('held') : record.state)],
    [
      'health',
      ({ served, unreachable }) => (unreachable ? pc.red('unreachable') : healthOf(served?.health.status)),
    ],
    ['build', ({ served }) => served?.health.build?.id.slice(0, 12) ?? '—'],
    ['commit', ({ served }) => served?.health.build?.commit?.slice(0, 12) ?? '—'],
    ['release', ({ served }) => served?.release.version ?? '—'],
    ['… checksum', ({ served }) => served?.release.checksum?.slice(0, 12) ?? '—'],
    ['contract', ({ served }) => served?.contract.version ?? '—'],
    ['… checksum', ({ served }) => served?.contract.checksum.slice(0, 12) ?? '—'],
    ['up for', ({ served }) => (served ? duration(served.health.uptime) : '—')],
    ['p95 of 20', ({ served }) => (served ? `${served.p95Ms} ms` : '—')],
    [
      'last run',
      ({ lastCheck }) =>
        lastCheck
          ? `${lastCheck.passed ? pc.green('✓') : pc.red('✗')} ${lastCheck.time.slice(0, 10)}`
          : 'none',
    ],
  ];
  const table = renderTable(
    ['', ...all.map(({ tier }) => tier)],
    rows.map(([title, text]) => [title, ...all.map(text)]),
    { widths: [10, 20, 20, 20] },
  );
  const warnings = all.flatMap(({ tier, warnings, unreachable, record }) => [
    ...(unreachable === undefined ? [] : [`${tier}: ${unreachable}`]),
    ...(record.reason === undefined ? [] : [`${tier} is held: ${record.reason}`]),
    ...warnings.map((warning) => `${tier} ${warning}`),
  ]);
  return [
    table,
    ...differences.map((text) => `· ${text}`),
    ...warnings.map((text) => pc.yellow(`! ${text}`)),
  ].join('\n');
}

function healthOf(status: string | undefined): string {
  if (status === undefined) return '—';
  return status === 'healthy' ? pc.green(status) : pc.yellow(status);
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
