/** One row of the report. */
export interface Expectation {
  readonly what: string;
  /** Undefined when it could not be measured. */
  readonly figure: number | undefined;
  readonly unit: string;
  /** The figure may be as large as this. Without it, the figure only explains the others. */
  readonly goal?: number;
}

export function expectation(
  what: string,
  figure: number | undefined,
  unit: string,
  goal?: number,
): Expectation {
  return { what, figure, unit, ...(goal !== undefined && { goal }) };
}
