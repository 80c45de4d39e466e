import { describe, expect, it } from 'vitest';
import { diff } from '../../../taxonomy/diff.ts';
import { full, releaseOf } from './testing/hostile-service.ts';
import { readFullSync, verifyChanges, verifyFullSync, verifyRelease } from './verify.ts';

const release = releaseOf(1);
const body = full(release);
const { metadata } = body;

describe('a full sync', () => {
  it.each<[situation: string, body: object, isWhole: boolean]>([
    ['as the service sends it', body, true],
    ['without totalItems', { ...body, metadata: { ...metadata, totalItems: undefined } }, true],
    ['with another totalItems', { ...body, metadata: { ...metadata, totalItems: 99 } }, false],
    ['with another checksum', { ...body, metadata: { ...metadata, checksum: 'f'.repeat(64) } }, false],
    ['without metadata', { ...body, metadata: undefined }, false],
    ['with a version that is none', { ...body, version: '1.1' }, false],
    ['without data', { ...body, data: undefined }, false],
    ['with layers that are none', { ...body, data: { layers: 7, aliases: [] } }, false],
    ['with other members', { ...body, data: { ...body.data, more: true }, more: true }, true],
  ])('%s → the release, if it is what is announced', async (_, given, isWhole) => {
    const want = isWhole ? release : undefined;
    expect(await verifyFullSync(given as never)).toEqual(want);
    expect(readFullSync(given as never)).toEqual(want);
  });
});

it.each<[situation: string, stored: unknown, isWhole: boolean]>([
  ['a release', structuredClone(release), true],
  ['a release with another name in it', { ...release, layers: releaseOf(2).layers }, false],
  ['nothing', undefined, false],
  ['null', null, false],
  ['a text', 'text', false],
])('%s was stored → the release, if it is one', async (_, stored, isWhole) => {
  expect(await verifyRelease(stored)).toEqual(isWhole ? release : undefined);
});

it('changes → the release after them; without one of them, none', async () => {
  const after = releaseOf(2);
  const changes = diff(release, after);
  const announced = { version: after.version, metadata: full(after).metadata };
  expect(await verifyChanges(release, { ...announced, changes })).toEqual(after);
  expect(await verifyChanges(release, { ...announced, changes: changes.slice(1) })).toBeUndefined();
});
