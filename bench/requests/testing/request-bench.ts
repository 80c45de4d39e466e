import type { RequestBench } from '../requests.ts';
import type { SideSummary } from '../requests-summary.ts';

function contender(requestsPerSecond: number, median: number, min = median, max = median): SideSummary {
  return { load: { requestsPerSecond, p99Ms: 2 }, ofRaw: { median, min, max } };
}

/** A bench as it may come out, with a contender that answers one scenario alone. */
export const requestBench: RequestBench = {
  rounds: 5,
  seconds: 1,
  connections: 50,
  loader: 'wrk',
  pinned: true,
  api: 'server/main.ts',
  nodes: 848,
  node: 'v20.20.2',
  cpu: 'Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz',
  offered: { layers: 74_000 },
  scenarios: [
    {
      id: 'layers',
      name: 'GET layers',
      contenders: {
        raw: contender(148_593.4, 1),
        ours: contender(112_345.6, 0.756, 0.6999, 1.3),
        Fastify: contender(99_000, 0.66),
        mock: contender(250, 0.0017, 0.001, 0.003),
      },
    },
    {
      id: 'batch',
      name: 'POST batch of 100',
      contenders: { raw: contender(20_000, 1), ours: contender(9000, 0.45), Fastify: contender(8000, 0.4) },
    },
  ],
  goals: [
    {
      ...{ name: 'GET layers ÷ raw', bound: 'least', goal: 0.8, unit: '', isMet: false },
      value: { median: 0.756, min: 0.6999, max: 1.3 },
    },
    {
      ...{
        name: 'full sync, br ÷ naive',
        bound: 'least',
        goal: 80,
        unit: '',
        ofRaw: { median: 83, min: 80, max: 90 },
        isMet: true,
      },
      value: { median: 81.4, min: 79, max: 180 },
    },
    {
      ...{ name: 'start until the first answer', bound: 'most', goal: 400, unit: 'ms', isMet: false },
      value: { median: 1400, min: 1400, max: 1400 },
    },
    { name: 'memory after the load', bound: 'most', goal: 120, unit: 'MB', isMet: false },
  ],
};
