import { withHeaders } from '../http/planned-request.ts';
import { type Provoke, wherever } from './provocation.ts';

/** 304: the caller holds today's ETag, taken from a fresh answer. */
export const notModified: Provoke = (basis) =>
  wherever(304, basis).map((operation) => ({
    title: 'ETag still held',
    operation,
    status: 304,
    request: basis.requestOf(operation),
    async prepare(send, request) {
      const { headers } = await send(request);
      return withHeaders(request, { 'if-none-match': String(headers.etag) });
    },
  }));
