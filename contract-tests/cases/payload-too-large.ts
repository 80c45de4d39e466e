import { payload } from '../http/planned-request.ts';
import { type CaseFactory, wherever } from './negative-case.ts';

/** 413: one byte more than `x-max-bytes`; white space, so that nothing else is wrong. With exactly as many: 200. */
export const payloadTooLarge: CaseFactory = (context) =>
  wherever(413, context).flatMap((operation) => {
    const limit = operation.requestBody?.maxBytes ?? 0;
    const { body, ...request } = context.requestOf(operation);
    const ofLength = (bytes: number) => ({ ...request, text: payload({ ...request, body }).padEnd(bytes) });
    return [
      { title: 'a byte too long', operation, status: 413, request: ofLength(limit + 1) },
      { title: 'as long as may be', operation, status: 200, request: ofLength(limit) },
    ];
  });
