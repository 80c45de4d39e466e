import { describe, expect, it } from 'vitest';
import { checksum } from '../../../taxonomy/canonical.ts';
import { layer, leaf, pop } from '../../../taxonomy/testing/small-trees.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import type { SyncError, SyncStatus } from './model.ts';
import { initial, type Machine, type NextPoll, reduce, type SyncEvent, transitions } from './transitions.ts';

const release = (version: string, name = 'Base'): Release => {
  const taxonomy = { layers: [layer('S', '2', pop(leaf('BAS', '001', { name })))], aliases: [] };
  return { version, lastUpdated: '2026-01-01T00:00:00Z', checksum: checksum(taxonomy), ...taxonomy };
};
const copy = release('1.2.0');
const newer = release('1.3.0', 'Bass');
const error: SyncError = { code: 'unreachable', message: 'No network.' };

const events: { [Type in SyncEvent['type']]: Extract<SyncEvent, { type: Type }> } = {
  loaded: { type: 'loaded', copy: newer, source: 'storage' },
  confirmed: { type: 'confirmed' },
  updated: { type: 'updated', copy: newer, source: 'network' },
  older: { type: 'older', error },
  failed: { type: 'failed', error },
  denied: { type: 'denied', error },
  woke: { type: 'woke' },
  asked: { type: 'asked' },
};
const statuses = Object.keys(transitions) as SyncStatus[];
const types = Object.keys(events) as SyncEvent['type'][];

type Want = readonly [status: SyncStatus, next: NextPoll];
/** What each event has to do, in words of its own: the table has a cell for each status. */
const rules: { [Type in SyncEvent['type']]: (status: SyncStatus) => Want } = {
  loaded: (status) => (status === 'starting' ? ['stale', 'now'] : [status, 'keep']),
  confirmed: (status) => (status === 'starting' ? [status, 'keep'] : ['fresh', 'interval']),
  updated: () => ['fresh', 'interval'],
  older: (status) => (status === 'starting' ? [status, 'keep'] : ['behind', 'interval']),
  failed: () => ['offline', 'backoff'],
  denied: () => ['failed', 'never'],
  woke: (status) => [status === 'fresh' ? 'stale' : status, status === 'failed' ? 'never' : 'now'],
  asked: (status) => [status, 'now'],
};

/** The cells of a table that do what the rules do not say. */
function wrongCells(table = transitions): string[] {
  return statuses.flatMap((status) =>
    types.flatMap((type) => {
      const { machine, next } = reduce({ ...initial, status }, events[type], table);
      const isRight = [machine.status, next].join() === rules[type](status).join();
      return isRight ? [] : [`${status} ${type}`];
    }),
  );
}

describe('the table of transitions', () => {
  it('every status and event → the rule of the event', () => {
    expect(wrongCells()).toEqual([]);
  });

  it('any other value in any cell → noticed', () => {
    const nexts: NextPoll[] = ['now', 'interval', 'backoff', 'never', 'keep'];
    const mutants = statuses.flatMap((status) =>
      types.flatMap((type) => {
        const [to, next] = transitions[status][type];
        const cells = [
          ...statuses.filter((other) => other !== to).map((other) => [other, next] as const),
          ...nexts.filter((other) => other !== next).map((other) => [to, other] as const),
        ];
        return cells.map((cell) => ({ status, type, cell }));
      }),
    );
    expect(mutants).toHaveLength(6 * 8 * 9);
    const survivors = mutants.filter(({ status, type, cell }) => {
      const table = { ...transitions, [status]: { ...transitions[status], [type]: cell } };
      return wrongCells(table).join() !== `${status} ${type}`;
    });
    expect(survivors).toEqual([]);
  });
});

describe('a copy', () => {
  const machine: Machine = { ...initial, status: 'fresh', copy, source: 'network' };

  it.each(['loaded', 'updated'] as const)('%s, newer → replaces the one here', (type) => {
    expect(reduce(machine, events[type]).machine).toMatchObject({
      copy: newer,
      source: events[type].source,
    });
  });

  it.each(['loaded', 'updated'] as const)('%s, older → nothing changes', (type) => {
    const event = { ...events[type], copy: release('1.1.9') };
    expect(reduce(machine, event)).toEqual({ machine, next: 'keep' });
  });

  it('the same version and content → the object stays the same, and the poll counts', () => {
    const event = { ...events.updated, copy: release('1.2.0') };
    const { machine: after, next } = reduce({ ...machine, status: 'stale' }, event);
    expect(after.copy).toBe(copy);
    expect([after.status, after.source, next]).toEqual(['fresh', 'network', 'interval']);
  });

  it('a newer version of the same content → replaces the one here', () => {
    const again = { ...copy, version: '1.2.1' };
    expect(reduce(machine, { ...events.updated, copy: again }).machine.copy).toBe(again);
  });

  it('the same version and other content → replaces the one here', () => {
    const other = release('1.2.0', 'Other');
    expect(reduce(machine, { ...events.updated, copy: other }).machine.copy).toBe(other);
  });
});

describe('failures and errors', () => {
  const machine: Machine = { ...initial, status: 'offline', copy, failures: 2, lastError: error };

  it.each<[SyncEvent['type'], failures: number, hasError: boolean]>([
    ['failed', 3, true],
    ['confirmed', 0, false],
    ['updated', 0, false],
    ['older', 0, true],
    ['denied', 0, true],
    ['loaded', 2, true],
    ['woke', 2, true],
    ['asked', 2, true],
  ])('%s → %i failures, an error: %s', (type, failures, hasError) => {
    const { machine: after } = reduce(machine, events[type]);
    expect([after.failures, after.lastError !== undefined]).toEqual([failures, hasError]);
  });
});
