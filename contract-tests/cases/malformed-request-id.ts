import { withHeaders } from '../http/planned-request.ts';
import type { CaseFactory } from './negative-case.ts';

const malformed = 'no id <of> yours';

/** An X-Request-Id that is none: it is passed over, and one is made. That others are echoed is checked everywhere. */
export const malformedRequestId: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.map((operation) => ({
    title: 'malformed request id',
    operation,
    status: 200,
    group: 'malformed X-Request-Id passed over',
    request: withHeaders(requestOf(operation), { 'x-request-id': malformed }),
    expects: ({ headers }) =>
      headers['x-request-id'] === malformed
        ? [{ where: 'header x-request-id', detail: 'echoes nonsense' }]
        : [],
  }));
