export interface FeatureRow {
  readonly feature: string;
  /** `works`, or `refused: ` and the rule. */
  readonly status: string;
  /** What to do instead. */
  readonly remedy: string;
  /** How the row is held to its word. */
  readonly test: string;
}

/** @param guide the text of docs/guides/openapi-features.md */
export function readFeatureTable(guide: string): FeatureRow[] {
  return guide
    .split('\n')
    .filter((line) => /^\| (?!feature |---)/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, feature = '', status = '', remedy = '', test = '']) => ({ feature, status, remedy, test }));
}
