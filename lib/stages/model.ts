export type Counts = { passed: number; failed: number; skipped: string[] };

export type Stage = {
  name: string;
  /** Arguments of node. */
  command: readonly string[];
  /** What to type to see this stage alone. */
  repeat: string;
  /**
   * Reads stdout as counts of tests. A stage without it is one test, and its exit code the result; one that
   * has nothing to look at says `Skipped: why` and exits 0.
   */
  count?: (stdout: string) => Counts;
};
