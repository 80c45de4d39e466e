import { withHeaders } from '../http/planned-request.ts';
import { type CaseFactory, wherever } from './negative-case.ts';

/** 304: the caller verify today's ETag, taken from a fresh answer. */
export const notModified: CaseFactory = (context) =>
  wherever(304, context).map((operation) => ({
    title: 'ETag still held',
    operation,
    status: 304,
    request: context.requestOf(operation),
    async prepare(send, request) {
      const { headers } = await send(request);
      return withHeaders(request, { 'if-none-match': String(headers.etag) });
    },
  }));
