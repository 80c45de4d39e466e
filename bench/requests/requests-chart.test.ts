import { expect, it } from 'vitest';
import { drawRequests } from './requests-chart.ts';
import { requestBench } from './testing/request-bench.ts';

it('a bench → a picture with each scenario, and share, spread and figure of each contender', () => {
  const picture = drawRequests(requestBench);
  const texts = [...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      ...['GET layers', 'POST batch of 100', 'ours', 'Fastify', 'mock'],
      ...['76 % (70–130), 112,346/s', '0.2 % (0.1–0.3), 250/s'],
    ]),
  );
  expect(texts).not.toContain('naive');
});
