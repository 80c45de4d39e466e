import { measureLatency } from './measure-latency.ts';
import type { Gate } from './model.ts';
import { candidateIn, sourceIn } from './required.ts';

const timeoutMs = 180_000;

export const latency: Gate = {
  id: 'latency',
  condition: 'p95 of every open operation is below 200 ms at the tier before',
  timeoutMs,
  run(promotion, signal) {
    const { name, url } = sourceIn(promotion);
    return measureLatency(promotion.contract, url, `at ${name}`, signal);
  },
};

export const candidateLatency: Gate = {
  id: 'candidate-latency',
  condition: 'p95 of every open operation is below 200 ms on the candidate',
  timeoutMs,
  run(promotion, signal) {
    return measureLatency(promotion.contract, candidateIn(promotion).url, 'on the candidate', signal);
  },
};
