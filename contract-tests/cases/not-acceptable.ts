import { withHeaders } from '../http/planned-request.ts';
import type { CaseFactory } from './negative-case.ts';

/** 406: a caller that takes nothing that the operation has. */
export const notAcceptable: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.map((operation) => ({
    title: 'accepts only image/png',
    operation,
    status: 406,
    group: '406 where nothing is acceptable',
    undeclared: true,
    request: withHeaders(requestOf(operation), { accept: 'image/png' }),
  }));
