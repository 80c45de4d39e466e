/** From the arrivals of every edit to the figures that are reported. */
import { medianOf, type Spread, spreadOf } from '../lib/statistics.ts';

/** An edit should be there sooner than its author looks up. */
export const goalMs = 300;

/** Of the time that the tools' own commands take, one after another. */
export const shareGoal = 0.05;

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

export interface ToolsSummary {
  readonly medianMs: number;
  /** Of an edit until it is everywhere, ÷ the median of the tools. */
  readonly share: Spread;
  readonly shareGoal: number;
  /** By the median. */
  readonly withinGoal: boolean;
}

/** @param arrivals edit after edit, each of them at every place */
export function summariseTools(arrivals: readonly Arrival[], toolMs: readonly number[]): ToolsSummary {
  const medianMs = medianOf(toolMs);
  const placeCount = new Set(arrivals.map(({ place }) => place)).size;
  const everywhere = arrivals
    .filter((_, index) => index % placeCount === 0)
    .map((_, edit) => latest(arrivals.slice(edit * placeCount, (edit + 1) * placeCount)));
  const share = spreadOf(everywhere.map((milliseconds) => milliseconds / medianMs));
  return { medianMs, share, shareGoal, withinGoal: share.median <= shareGoal };
}

function latest(arrivals: readonly Arrival[]): number {
  return Math.max(...arrivals.map(({ milliseconds }) => milliseconds));
}
