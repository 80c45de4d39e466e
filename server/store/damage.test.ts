import { describe, expect, it } from 'vitest';
import { createDamageLog, DamagedRelease } from './damage.ts';

const damaged = (...given: ConstructorParameters<typeof DamagedRelease>) => new DamagedRelease(...given);

it('a damaged release → a message that names it and the reason', () => {
  const error = damaged('1.2.2', 'its tree is not JSON');
  expect(String(error)).toBe('DamagedRelease: Release 1.2.2 is damaged in the store: its tree is not JSON.');
  expect(error).toMatchObject({ release: '1.2.2', reason: 'its tree is not JSON', part: 'release' });
});

describe('the log of damage', () => {
  it('nothing was read → nothing is damaged', () => {
    expect(createDamageLog().damage()).toEqual({ all: [] });
  });

  it('several reads find damage → all of it, until the same is read again and is whole', () => {
    const log = createDamageLog();
    const [one, other, third] = [
      damaged('1.0.0', 'a'),
      damaged('1.0.1', 'b'),
      damaged('1.0.0', 'c', 'delta'),
    ];
    log.record('list', [one, other]);
    log.record('history', [third]);
    expect(log.damage().all).toEqual([one, other, third]);
    log.record('list', [other]);
    expect(log.damage().all).toEqual([other, third]);
    log.record('history', []);
    log.record('list', []);
    expect(log.damage().all).toEqual([]);
  });

  const newest = '2.0.0';
  it.each<[string, DamagedRelease, boolean]>([
    ['the newest release', damaged(newest, 'a'), true],
    ['an older release', damaged('1.0.0', 'a'), false],
    ['the provenance of the newest', damaged(newest, 'a', 'provenance'), false],
    ['the reverse delta of the newest', damaged(newest, 'a', 'delta'), false],
    ['the history at an older release', damaged('1.0.0', 'a', 'gap'), true],
  ])('damaged: %s → blocks publishing: %s', (_, error, blocks) => {
    const log = createDamageLog();
    log.setNewest(newest);
    log.record('list', [damaged('0.1.0', 'an older one'), error]);
    expect(log.damage().blocking).toBe(blocks ? error : undefined);
  });

  it('the newest is not known → nothing blocks publishing but a gap', () => {
    const log = createDamageLog();
    log.record('list', [damaged(newest, 'a')]);
    expect(log.damage()).not.toHaveProperty('blocking');
  });
});
