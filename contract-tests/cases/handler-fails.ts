import { type CaseFactory, wherever } from './negative-case.ts';

/** 500: a handler that throws. */
export const handlerFails: CaseFactory = (context) =>
  wherever(500, context).map((operation) => ({
    title: 'handler fails',
    operation,
    status: 500,
    request: context.requestOf(operation),
    providerState: 'failing',
  }));
