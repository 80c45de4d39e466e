import { expect, it } from 'vitest';
import { drawRequests } from './requests-chart.ts';

it('a bench → a picture with the name, the share and the figures of each scenario', () => {
  const picture = drawRequests({
    pairs: 7,
    seconds: 1,
    connections: 50,
    p99YardstickMs: 200,
    pinned: true,
    node: 'v20.20.2',
    cpu: 'A CPU',
    scenarios: [
      {
        name: 'GET layers',
        raw: { requestsPerSecond: 48_593.4, p99Ms: 2 },
        ours: { requestsPerSecond: 12_345.6, p99Ms: 9 },
        ratio: { median: 0.2541, min: 0.1999, max: 0.3 },
        withinYardstick: true,
      },
    ],
  });
  const texts = [...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining(['GET layers', '25 %', '12,346 of 48,593 a second', 'p99 9 ms, raw 2 ms']),
  );
});
