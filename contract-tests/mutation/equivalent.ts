/** Mutants that no test must kill, because a server may send such a response. */
export interface Equivalent {
  /** Matches the ids of the mutants. */
  readonly id: RegExp;
  readonly reason: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    id: /^(?:other text|item duplicated) › invariants › .* › \/(?:results\/\d+\/problem\/)?(?:detail|errors)/,
    reason:
      'The text of a problem is free. Scenarios compare it with their examples; invariants cannot predict it.',
  },
];
