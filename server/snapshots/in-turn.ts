/** Runs one piece of work after the other, whatever became of those before. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createInTurn(): InTurn {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    // The result may be large, and is not for whoever comes next.
    last = done.then(
      () => {},
      () => {},
    );
    return done;
  };
}
