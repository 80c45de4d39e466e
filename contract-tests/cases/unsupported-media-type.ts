import { withHeaders } from '../http/planned-request.ts';
import { type CaseFactory, wherever } from './negative-case.ts';

/** 415: the right body under another name. */
export const unsupportedMediaType: CaseFactory = (context) =>
  wherever(415, context).flatMap((operation) => {
    const declared = operation.requestBody?.contentType ?? '';
    return ['text/plain', 'application/x-www-form-urlencoded', `${declared}; charset=utf-16`].map((type) => ({
      title: type,
      operation,
      status: 415,
      request: withHeaders(context.requestOf(operation), { 'content-type': type }),
    }));
  });
