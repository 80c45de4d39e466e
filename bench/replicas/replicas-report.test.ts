import { expect, it } from 'vitest';
import type { ReplicasBench } from './replicas.ts';
import { expectationsOf, isMet, renderReplicas } from './replicas-report.ts';

const refusal = { status: 503, saysWhenToRetry: true, ms: 4 };
const reads = { reads: 12_345, failed: 0, wentBack: 0, slowestMs: 40, details: [] };
const good: ReplicasBench = {
  replicas: 2,
  publishes: 3,
  downMs: 5000,
  database: 'a PostgreSQL of its own',
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

it('every figure within its goal → all is met', () => {
  expect(unmet(good)).toEqual([]);
});

it('releases that reach two replicas → medians and maxima by replica', () => {
  expect(expectationsOf(good).slice(0, 2)).toMatchObject([{ figures: [200, 900] }, { figures: [300, 2000] }]);
});

const { outage } = good;
const accepted = { ...refusal, status: 201, saysWhenToRetry: false };
const endless = { ...refusal, saysWhenToRetry: false };
it.each<[string, Partial<ReplicasBench>, string]>([
  ['one late release', { reachMs: [[100, 2001]] }, 'publish → served, most'],
  ['no release timed', { reachMs: [[100]] }, 'publish → served, most'],
  ['noticed late', { outage: { ...outage, noticeMs: [20, 2001] } }, 'database stops → degraded'],
  [
    'accepted while down',
    { outage: { ...outage, refusals: [refusal, accepted] } },
    '… refused, but not by 503',
  ],
  ['refused for good', { outage: { ...outage, refusals: [endless, refusal] } }, '… refused, but not by 503'],
  ['recovered late', { outage: { ...outage, recoverMs: [5001, 50] } }, 'database starts → healthy'],
  ['not told after', { reachAfterOutageMs: [200, 5001] }, '… publish → served'],
  ['a failed read', { reads: [reads, { ...reads, failed: 1 }] }, '… failed'],
  ['a version gone back', { reads: [{ ...reads, wentBack: 1 }, reads] }, '… older than before'],
  ['a release lost', { versions: [['1.2.3'], ['1.2.3', '1.2.4']] }, 'releases too few, too many'],
  ['a release of a refusal', { published: ['1.2.3'] }, 'releases too few, too many'],
])('%s → that is not met', (_, change, what) => {
  expect(unmet({ ...good, ...change })).toContain(what);
});

it('three replicas with large figures → within 80 columns', () => {
  const many = { ...good, reads: [reads, reads, reads], reachMs: [[29_999, 29_999, 29_999]] };
  const lines = renderReplicas(many).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
