import { Counter, Histogram, type Registry } from 'prom-client';
import { RETAINED_RELEASES } from '../store/store.ts';
import { createDurations } from './durations.ts';
import type { Measurements } from './model.ts';
import { counterOf, gaugeOf } from './read-at-scrape.ts';

// A request may end before its operation is found, and before it has a status.
const none = 'none';

export function createMeasurements(registry: Registry): Measurements {
  const registers = [registry];
  const durations = createDurations(registry);
  const problems = new Counter({
    name: 'taxonomy_problems_total',
    help: 'Responses with a problem, by its type.',
    labelNames: ['operation', 'problem'],
    registers,
  });
  const broken = new Counter({
    name: 'taxonomy_broken_responses_total',
    help: 'Responses that break the contract and were sent.',
    labelNames: ['operation'],
    registers,
  });
  const behind = new Histogram({
    name: 'taxonomy_delta_releases_behind',
    help: 'How many releases a client lacked that asked for a delta.',
    // What exceeds the last bound is a client whose release is no longer retained.
    buckets: [0, 1, 2, 5, 10, 20, RETAINED_RELEASES - 1],
    registers,
  });
  const [inFlight, hits] = createCounts(registry);
  const responses: Measurements['responses'] = (operation = none, status) =>
    durations(operation, String(status ?? none));
  return {
    began: () => void inFlight.value++,
    ended: () => void inFlight.value--,
    responses,
    replays(operation, status) {
      const count = responses(operation, status);
      return (startedAt) => {
        hits.value++;
        count(startedAt);
      };
    },
    brokenResponse: (operation) => broken.inc({ operation }),
    problem: (operation = none, slug) => problems.inc({ operation, problem: slug }),
    deltaFrom: (releases) => behind.observe(releases),
  };
}

/** Plain numbers, which cost nothing to count. */
function createCounts(registry: Registry) {
  const [inFlight, hits] = [{ value: 0 }, { value: 0 }];
  const help = 'Requests that have no complete response yet.';
  gaugeOf(registry, 'taxonomy_http_requests_in_flight', help, () => inFlight.value);
  counterOf(
    registry,
    'taxonomy_response_cache_hits_total',
    'Responses of the response cache.',
    () => hits.value,
  );
  return [inFlight, hits] as const;
}
