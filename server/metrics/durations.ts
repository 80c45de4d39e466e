import type { Histogram, Registry } from 'prom-client';
import type { CountResponse } from './model.ts';

// Milliseconds. 200 is the goal of the 95th percentile, so it is a bound.
const bounds = [1, 5, 10, 25, 50, 100, 150, 200, 250, 300, 500, 1000, 2500, 5000, 10_000];

const name = 'taxonomy_http_request_duration_seconds';

/** The responses with the same labels. */
interface Series {
  readonly labels: Readonly<Record<'operation' | 'status', string>>;
  /** How many responses are within each bound and above the one before; the last number is of those above all. */
  readonly counts: number[];
  milliseconds: number;
}

/**
 * A histogram of durations. The one of prom-client looks up its labels for each value, which takes 0.4 µs: more than
 * the response cache may spend. This one adds to a number, and is read at each scrape.
 */
export function createDurations(registry: Registry): (operation: string, status: string) => CountResponse {
  const all = new Map<string, Series>();
  const get = async () => ({
    name,
    help: 'Time from the request to its complete response.',
    type: 'histogram',
    values: [...all.values()].flatMap(valuesOf),
  });
  // The types of prom-client know its own classes only. The registry reads name and get().
  registry.registerMetric({ name, get } as unknown as Histogram);
  return (operation, status) => {
    const key = `${operation} ${status}`;
    const series: Series = all.get(key) ?? {
      labels: { operation, status },
      counts: Array(bounds.length + 1).fill(0),
      milliseconds: 0,
    };
    all.set(key, series);
    return (startedAt) => add(series, Date.now() - startedAt);
  };
}

function add(series: Series, milliseconds: number): void {
  // The wall clock may be set back.
  series.milliseconds += Math.max(0, milliseconds);
  let index = 0;
  while (milliseconds > (bounds[index] ?? Number.POSITIVE_INFINITY)) index++;
  series.counts[index] = (series.counts[index] ?? 0) + 1;
}

/** In the form of Prometheus: each bucket contains those before it, and times are in seconds. */
function valuesOf({ labels, counts, milliseconds }: Series) {
  let count = 0;
  const buckets = counts.map((added, index) => {
    count += added;
    const bound = bounds[index];
    const le = bound === undefined ? '+Inf' : bound / 1000;
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: milliseconds / 1000 },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
