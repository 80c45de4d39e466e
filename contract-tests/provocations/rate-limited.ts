import { type Provoke, wherever } from './provocation.ts';

/** 429: a client that has used up its share, which is a single request. */
export const rateLimited: Provoke = (basis) =>
  wherever(429, basis).map((operation) => ({
    title: 'share used up',
    operation,
    status: 429,
    request: basis.requestOf(operation),
    condition: 'limited',
    async prepare(send, request) {
      await send(request);
      return request;
    },
  }));
