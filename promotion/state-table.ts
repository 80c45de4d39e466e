/**
 * A tier as a state machine. The record of a tier is written before each step, so that a process that ends at any
 * point leaves a state which says what was being done.
 */
export const tierStates = ['empty', 'live', 'candidate', 'verified', 'switched', 'watched', 'held'] as const;
export type TierState = (typeof tierStates)[number];

export const tierEvents = [
  /** Every gate has passed: the candidate is started on a copy of the store. */
  'start',
  /** The candidate was verified, and is started on the live store. */
  'verify',
  /** The candidate did not start, or its verification is red. */
  'abandon',
  /** Traffic goes to the candidate. */
  'switch',
  /** The watch was green: the candidate is the live build. */
  'accept',
  /** The watch was red: traffic goes back to the live build. */
  'reject',
  /** The ledger has the promotion. */
  'record',
  /** A person goes back to an earlier build. */
  'rollBack',
  /** A person ends the hold. */
  'release',
  /** The process that promoted has ended before its end. */
  'repair',
] as const;
export type TierEvent = (typeof tierEvents)[number];

/** `settled` is `live`, or `empty` without a live build. */
type Next = TierState | 'settled';
/** Why the event is not allowed. */
type Refusal = { readonly refused: string };

const refuse = (refused: string): Refusal => ({ refused });
const busy = refuse('A promotion is under way.');
const notStarted = refuse('No candidate is running.');
const notVerified = refuse('The candidate is not verified.');
const notSwitched = refuse('Traffic does not go to the candidate.');
const isAccepted = refuse('The candidate is the live build.');
const isHeld = refuse('The tier is held after a rollback.');

/** Every state with every event: a missing cell does not compile. */
export const transitions: Readonly<Record<TierState, Readonly<Record<TierEvent, Next | Refusal>>>> = {
  empty: {
    start: 'candidate',
    verify: notStarted,
    abandon: notStarted,
    switch: notStarted,
    accept: notStarted,
    reject: notStarted,
    record: notStarted,
    rollBack: refuse('Nothing was promoted to the tier yet.'),
    release: refuse('The tier is not held.'),
    repair: 'empty',
  },
  live: {
    start: 'candidate',
    verify: notStarted,
    abandon: notStarted,
    switch: notStarted,
    accept: notStarted,
    reject: notStarted,
    record: notStarted,
    rollBack: 'held',
    release: refuse('The tier is not held.'),
    repair: 'live',
  },
  candidate: {
    start: busy,
    verify: 'verified',
    abandon: 'settled',
    switch: notVerified,
    accept: notVerified,
    reject: notVerified,
    record: notVerified,
    rollBack: busy,
    release: busy,
    repair: 'settled',
  },
  verified: {
    start: busy,
    verify: busy,
    abandon: 'settled',
    switch: 'switched',
    accept: notSwitched,
    reject: notSwitched,
    record: notSwitched,
    rollBack: busy,
    release: busy,
    repair: 'settled',
  },
  switched: {
    start: busy,
    verify: busy,
    abandon: busy,
    switch: busy,
    accept: 'watched',
    reject: 'held',
    record: busy,
    rollBack: busy,
    release: busy,
    repair: 'settled',
  },
  watched: {
    start: busy,
    verify: isAccepted,
    abandon: isAccepted,
    switch: isAccepted,
    accept: isAccepted,
    reject: isAccepted,
    record: 'live',
    rollBack: busy,
    release: busy,
    repair: 'live',
  },
  held: {
    start: isHeld,
    verify: isHeld,
    abandon: isHeld,
    switch: isHeld,
    accept: isHeld,
    reject: isHeld,
    record: isHeld,
    rollBack: refuse('The tier is held after a rollback, and is not rolled back once more.'),
    release: 'settled',
    repair: 'held',
  },
};

/** The event is not allowed in the state of the tier. */
export class EventRefused extends Error {
  override name = 'EventRefused';
}

/** @throws EventRefused with the reason */
export function nextState(state: TierState, event: TierEvent, hasLive: boolean): TierState {
  const next = transitions[state][event];
  if (typeof next !== 'string') throw new EventRefused(next.refused);
  if (next !== 'settled') return next;
  return hasLive ? 'live' : 'empty';
}
