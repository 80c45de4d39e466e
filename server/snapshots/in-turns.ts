import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs the steps of a long work. Other requests are served before each of them. */
export async function inTurns<Value>(steps: Generator<void, Value>): Promise<Value> {
  for (;;) {
    await nextTurn();
    const step = steps.next();
    if (step.done) return step.value;
  }
}
