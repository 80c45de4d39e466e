import { expect, it } from 'vitest';
import type { ReplicasBench } from './replicas.ts';
import { expectationsOf, isMet, renderReplicas } from './replicas-report.ts';

const refusal = { status: 503, saysWhenToRetry: true, ms: 4 };
const reads = { reads: 12_345, failed: 0, wentBack: 0, slowestMs: 40, details: [] };
const good: ReplicasBench = {
  replicas: 2,
  publishes: 3,
  downMs: 5000,
  database: 'one of TEST_DATABASE_URL, behind a proxy that cuts all connections',
  node: 'v20.20.2',
  reachMs: [
    [100, 900],
    [300, 150],
    [200, 2000],
  ],
  outage: { noticeMs: [20, 30], recoverMs: [40, 50], refusals: [refusal, refusal] },
  reachAfterOutageMs: [200, 3100],
  published: ['1.2.3', '1.2.4'],
  versions: [
    ['1.2.4', '1.2.3'],
    ['1.2.4', '1.2.3'],
  ],
  reads: [reads, reads],
};

function unmet(bench: ReplicasBench): string[] {
  return expectationsOf(bench)
    .filter((expectation) => !isMet(expectation))
    .map(({ what }) => what);
}

it('every figure within its goal → every goal met', () => {
  expect(unmet(good)).toEqual([]);
});

it('three releases at two replicas → median and maximum of each replica', () => {
  expect(expectationsOf(good).slice(0, 2)).toMatchObject([{ figures: [200, 900] }, { figures: [300, 2000] }]);
});

const { outage } = good;
const accepted = { ...refusal, status: 201, saysWhenToRetry: false };
const endless = { ...refusal, saysWhenToRetry: false };
it.each<[string, Partial<ReplicasBench>, string]>([
  ['one late release', { reachMs: [[100, 2001]] }, 'publish → served, slowest'],
  ['no release timed', { reachMs: [[100]] }, 'publish → served, slowest'],
  ['an outage noticed late', { outage: { ...outage, noticeMs: [20, 2001] } }, 'database stops → degraded'],
  [
    'a publication accepted while down',
    { outage: { ...outage, refusals: [refusal, accepted] } },
    '… not 503 with Retry-After',
  ],
  [
    'refused without Retry-After',
    { outage: { ...outage, refusals: [endless, refusal] } },
    '… not 503 with Retry-After',
  ],
  ['a late recovery', { outage: { ...outage, recoverMs: [5001, 50] } }, 'database starts → healthy'],
  ['a late release after the outage', { reachAfterOutageMs: [200, 5001] }, 'then publish → served'],
  ['a failed read', { reads: [reads, { ...reads, failed: 1 }] }, 'reads that failed'],
  ['a read of an older version', { reads: [{ ...reads, wentBack: 1 }, reads] }, 'reads of an older version'],
  ['a release lost', { versions: [['1.2.3'], ['1.2.3', '1.2.4']] }, 'releases missing or extra'],
  ['a release of a refused publication', { published: ['1.2.3'] }, 'releases missing or extra'],
])('%s → its goal is missed', (_, change, what) => {
  expect(unmet({ ...good, ...change })).toContain(what);
});

it('a report of three replicas with large figures → within 80 columns', () => {
  const many = { ...good, reads: [reads, reads, reads], reachMs: [[29_999, 29_999, 29_999]] };
  const lines = renderReplicas(many).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
