/** Runs the steps of a long work without a pause. @returns the value that the generator returns */
export function atOnce<Value>(steps: Generator<unknown, Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
