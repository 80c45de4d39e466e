export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What was skipped, each with its reason. */
  readonly skipped: readonly string[];
}

/** One step of `npm test`. */
export interface Stage {
  readonly name: string;
  /** Arguments of node. */
  readonly command: readonly string[];
  /** The command that runs this stage alone. */
  readonly repeat: string;
  /**
   * Reads the counts of tests from stdout. A stage without it is one test: exit code 0 passes, and a line
   * `Skipped: <reason>` with exit code 0 skips it.
   */
  readonly count?: (stdout: string) => Counts;
}

export interface StageResult extends Counts {
  readonly stage: Stage;
  readonly seconds: number;
  readonly output: string;
}
