import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs the steps of a long work. Other requests are served between them. */
export async function inTurns<Value>(steps: Generator<void, Value>): Promise<Value> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await nextTurn();
  }
}
