/** The figures of the edit loop: from the measured times to the goals and the printed report. */
import { medianOf, type Spread, spreadOf } from '../lib/statistics.ts';
import { renderTable, verdict } from '../lib/table.ts';

/** An author who saves and looks up has the edit by then. */
export const goalMs = 300;

/** What an edit may take, as a share of the time that the tools' own commands take one after another. */
export const shareGoal = 0.05;

export interface Arrival {
  readonly place: string;
  readonly milliseconds: number;
}

export interface PlaceSummary {
  readonly place: string;
  readonly medianMs: number;
  readonly maxMs: number;
  /** Judged by the median. */
  readonly withinGoal: boolean;
}

export interface ToolsSummary {
  readonly medianMs: number;
  /** Time until an edit is at every place ÷ the median of the tools. */
  readonly share: Spread;
  readonly shareGoal: number;
  /** Judged by the median. */
  readonly withinGoal: boolean;
}

export interface LoopBench {
  readonly edits: number;
  readonly goalMs: number;
  readonly places: readonly PlaceSummary[];
  readonly tools: ToolsSummary;
}

export function summarisePlaces(arrivals: readonly Arrival[]): PlaceSummary[] {
  return [...new Set(arrivals.map(({ place }) => place))].map((place) => {
    const times = arrivals.filter((arrival) => arrival.place === place);
    const { median, max } = spreadOf(times.map(({ milliseconds }) => milliseconds));
    return { place, medianMs: median, maxMs: max, withinGoal: median <= goalMs };
  });
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

/** Fits 80 columns. */
export function renderLoop({ edits, goalMs, places, tools }: LoopBench): string {
  const rows = places.map(({ place, medianMs, maxMs, withinGoal }) => [
    place,
    `${Math.round(medianMs)} ms`,
    `${Math.round(maxMs)} ms`,
    `≤ ${goalMs} ms`,
    verdict(withinGoal),
  ]);
  return [
    renderTable(['', 'median', 'max', 'goal', ''], rows),
    '',
    `Time from saving an edit of the contract until the place has it.`,
    `${edits} edits, after some that warm everything up. The median has to meet the goal.`,
    '',
    renderTable(['', 'median (least–most)', 'goal', ''], [renderShare(tools)]),
    '',
    'The tools: redocly bundle, openapi-typescript, prism mock and the server, each',
    `started anew, one after another. They take ${(tools.medianMs / 1000).toFixed(1)} s.`,
  ].join('\n');
}

function renderShare({ share, shareGoal, withinGoal }: ToolsSummary): string[] {
  const [median, min, max] = [share.median, share.min, share.max].map((each) => each.toFixed(3));
  return ['all three places ÷ the tools', `${median} (${min}–${max})`, `≤ ${shareGoal}`, verdict(withinGoal)];
}
