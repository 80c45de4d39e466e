import { withHeaders } from '../http/planned-request.ts';
import { type Provoke, wherever } from './provocation.ts';

/** 415: the right body under another name. */
export const unsupportedMediaType: Provoke = (basis) =>
  wherever(415, basis).flatMap((operation) => {
    const declared = operation.requestBody?.contentType ?? '';
    return ['text/plain', 'application/x-www-form-urlencoded', `${declared}; charset=utf-16`].map((type) => ({
      title: type,
      operation,
      status: 415,
      request: withHeaders(basis.requestOf(operation), { 'content-type': type }),
    }));
  });
