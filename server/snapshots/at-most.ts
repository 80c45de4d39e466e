/** Runs so many pieces of work at once and refuses any more: what waits holds memory. */
export type AtMost = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createAtMost(most: number, refusal: () => Error): AtMost {
  let running = 0;
  return async (work) => {
    if (running >= most) throw refusal();
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
