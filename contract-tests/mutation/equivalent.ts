/** Mutants that no test has to notice, because a server that answers like that keeps the contract. */
export interface Equivalent {
  /** Of the ids of the mutants. */
  readonly id: RegExp;
  readonly reason: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    id: /^(?:other text|item duplicated) › invariants › .* › \/(?:results\/\d+\/problem\/)?(?:detail|errors)/,
    reason:
      'The words for a person are free. Where a scenario shows them they are compared; no invariant foretells them.',
  },
];
