/** What `read` gives; where it throws, its sentence is said and the process ends as after wrong usage. */
export function readOrExit<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
