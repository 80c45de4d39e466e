import { expect, it } from 'vitest';
import type { DurabilityBench } from './durability.ts';
import { isDurable, renderDurability } from './durability-report.ts';

const counts = { rounds: 50, acknowledged: 104, failed: 49, unacknowledged: 7, startMs: 912.4 };
const clean = { store: 'SQLite', storm: 'kills', ...counts, faults: [] } as const;
const lost = { kind: 'lost', detail: '1.2.9 was acknowledged and is lost.' } as const;
const failing = { ...clean, store: 'PostgreSQL', faults: [lost, { ...lost, kind: 'half' }] } as const;

function bench(given: Partial<DurabilityBench>): DurabilityBench {
  return { kills: 50, races: 200, storms: [clean], node: 'v20.20.2', ...given };
}

it.each([
  { situation: 'no failure', given: {}, environment: { CI: 'true' }, durable: true },
  { situation: 'a failure', given: { storms: [clean, failing] }, environment: {}, durable: false },
  { situation: 'no PostgreSQL', given: { absence: 'refused' }, environment: {}, durable: true },
  {
    situation: 'no PostgreSQL on CI',
    given: { absence: 'refused' },
    environment: { CI: '1' },
    durable: false,
  },
])('$situation → durable: $durable', ({ given, environment, durable }) => {
  expect(isDurable(bench(given), environment)).toBe(durable);
});

it('failures → counted by kind, each with a sentence', () => {
  const lines = renderDurability(bench({ storms: [clean, failing], absence: 'refused' })).split('\n');
  const row = lines.find((line) => line.startsWith('PostgreSQL '))?.trim();
  expect(row?.split(/ {2,}/)).toEqual(['PostgreSQL', '50 kills', '104', '49', '7', '1', '1', '0', 'miss']);
  expect(lines).toContain('PostgreSQL: 1.2.9 was acknowledged and is lost.');
  expect(lines).toContain('No PostgreSQL: refused. Set TEST_DATABASE_URL.');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
