/** From the arrivals of every edit to the figures that are reported. */
import { spreadOf } from './statistics.ts';

/** An edit should be there sooner than its author looks up. */
export const goalMs = 300;

export interface Arrival {
  readonly place: string;
  readonly milliseconds: number;
}

export interface PlaceSummary {
  readonly place: string;
  readonly medianMs: number;
  readonly maxMs: number;
  /** By the median. */
  readonly withinGoal: boolean;
}

export function summarise(arrivals: readonly Arrival[]): PlaceSummary[] {
  const places = [...new Set(arrivals.map(({ place }) => place))];
  return places.map((place) => {
    const own = arrivals.filter((arrival) => arrival.place === place);
    const { median, max } = spreadOf(own.map(({ milliseconds }) => milliseconds));
    return { place, medianMs: median, maxMs: max, withinGoal: median <= goalMs };
  });
}
