import { type CaseFactory, wherever } from './negative-case.ts';

/** 503: a server that has loaded no release. */
export const nothingToServe: CaseFactory = (context) =>
  wherever(503, context).map((operation) => ({
    title: 'no release loaded',
    operation,
    status: 503,
    request: context.requestOf(operation),
    providerState: 'empty',
  }));
