/** As many requests as one server answers, through every connection without a pause. */
import type { BenchScenario } from './scenarios.ts';

export const connectionCount = 50;

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

export interface Loader {
  readonly name: string;
  /** @throws Error when one answer is not the due one. */
  readonly put: (origin: string, scenario: BenchScenario, seconds: number) => Promise<Load>;
}
