import { withHeaders } from '../http/planned-request.ts';
import type { Provoke } from './provocation.ts';

/** 406: a caller that takes nothing that the operation has. */
export const notAcceptable: Provoke = ({ contract, requestOf }) =>
  contract.operations.map((operation) => ({
    title: 'accepts only image/png',
    operation,
    status: 406,
    beyond: '406 where nothing is acceptable',
    undeclared: true,
    request: withHeaders(requestOf(operation), { accept: 'image/png' }),
  }));
