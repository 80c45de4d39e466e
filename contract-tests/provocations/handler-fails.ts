import { type Provoke, wherever } from './provocation.ts';

/** 500: a handler that throws. */
export const handlerFails: Provoke = (basis) =>
  wherever(500, basis).map((operation) => ({
    title: 'handler fails',
    operation,
    status: 500,
    request: basis.requestOf(operation),
    condition: 'failing',
  }));
