import { type CaseFactory, wherever } from './negative-case.ts';

/** 429: a client that has used up its share, which is a single request. */
export const rateLimited: CaseFactory = (context) =>
  wherever(429, context).map((operation) => ({
    title: 'quota used up',
    operation,
    status: 429,
    request: context.requestOf(operation),
    providerState: 'limited',
    async prepare(send, request) {
      await send(request);
      return request;
    },
  }));
