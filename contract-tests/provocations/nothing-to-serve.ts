import { type Provoke, wherever } from './provocation.ts';

/** 503: a server that has loaded no release. */
export const nothingToServe: Provoke = (basis) =>
  wherever(503, basis).map((operation) => ({
    title: 'no release loaded',
    operation,
    status: 503,
    request: basis.requestOf(operation),
    condition: 'empty',
  }));
