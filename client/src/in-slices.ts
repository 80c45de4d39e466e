/** Long work in slices, so that a page can draw a frame in between. */

/** A quarter of a frame at 60 per second: a pause of the garbage collector in the same turn may take as long as the rest. */
const SLICE_MS = 4;

/**
 * Runs the steps of a long work. After each slice of 4 ms, timers, events and frames have their turn.
 *
 * @returns the value that the generator returns
 */
export async function inSlices<Value>(steps: Generator<unknown, Value>): Promise<Value> {
  let end = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    end = performance.now() + SLICE_MS;
  }
}
