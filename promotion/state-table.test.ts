import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EventRefused,
  nextState,
  type TierEvent,
  type TierState,
  tierEvents,
  tierStates,
  transitions,
} from './state-table.ts';

describe('the states of a tier', () => {
  it.each<[from: TierState, events: TierEvent[], to: TierState]>([
    ['empty', ['start', 'verify', 'switch', 'accept', 'record'], 'live'],
    ['live', ['start', 'abandon'], 'live'],
    ['live', ['start', 'verify', 'abandon'], 'live'],
    ['live', ['start', 'verify', 'switch', 'reject'], 'held'],
    ['live', ['start', 'verify', 'switch', 'reject', 'release'], 'live'],
    ['live', ['rollBack'], 'held'],
    ['live', ['start', 'repair'], 'live'],
    ['live', ['start', 'verify', 'repair'], 'live'],
    ['live', ['start', 'verify', 'switch', 'repair'], 'live'],
    ['live', ['start', 'verify', 'switch', 'accept', 'repair'], 'live'],
  ])('%s, then %j → %s', (from, events, to) => {
    expect(events.reduce((state, event) => nextState(state, event, true), from)).toBe(to);
  });

  it.each<[from: TierState, events: TierEvent[]]>([
    ['empty', ['start', 'abandon']],
    ['empty', ['start', 'verify', 'repair']],
    ['empty', ['start', 'verify', 'switch', 'reject', 'release']],
  ])('%s without a live build, then %j → empty', (from, events) => {
    expect(events.reduce((state, event) => nextState(state, event, false), from)).toBe('empty');
  });

  it.each<[state: TierState, event: TierEvent, reason: string]>([
    ['held', 'start', 'held'],
    ['held', 'rollBack', 'not rolled back once more'],
    ['empty', 'rollBack', 'Nothing was promoted'],
    ['live', 'release', 'not held'],
    ['live', 'switch', 'No candidate'],
    ['candidate', 'switch', 'not verified'],
    ['candidate', 'start', 'under way'],
    ['switched', 'rollBack', 'under way'],
  ])('%s and %s → refused: %s', (state, event, reason) => {
    expect(() => nextState(state, event, true)).toThrow(EventRefused);
    expect(() => nextState(state, event, true)).toThrow(reason);
  });

  it('any events that are allowed → traffic goes to a candidate only after its verification', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tierEvents), { maxLength: 40 }), (events) => {
        let state: TierState = 'live';
        let isVerified = false;
        for (const event of events) {
          if (typeof transitions[state][event] !== 'string') continue;
          if (event === 'start') isVerified = false;
          if (event === 'verify') isVerified = true;
          state = nextState(state, event, true);
          if (['switched', 'watched'].includes(state)) expect(isVerified).toBe(true);
        }
      }),
    );
  });

  it.each(tierStates)('repair of %s → a state in which nothing is under way', (state) => {
    expect(['empty', 'live', 'held']).toContain(nextState(state, 'repair', state !== 'empty'));
  });
});
