/** 401 without a valid token, and 403 with a token that does not allow the operation. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Operation } from '../../contract/model.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import { bearer } from '../targets/credentials.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';

/** 401: no token, or a token that is rejected. WWW-Authenticate says which (RFC 6750, section 3). */
export const unauthenticated: CaseFactory = (context) =>
  protectedOperations(context).flatMap((operation) => [
    ...withoutToken(operation, context),
    ...rejectedTokens(operation, context),
  ]);

/** 403: a valid token without the scope, and a server on which publishing is off. */
export const forbidden: CaseFactory = (context) =>
  protectedOperations(context).flatMap((operation) => {
    const { credentials, requestOf } = context;
    const request = requestOf(operation);
    const refused = { operation, status: 403 };
    const token = credentials?.insufficientScope;
    const withoutScope = token !== undefined && {
      ...refused,
      title: 'token without the scope',
      request: withHeaders(request, bearer(token)),
      expects: expectChallenge('insufficient_scope'),
    };
    return [
      { ...refused, title: 'publishing is off', request, providerState: 'closed' },
      ...(withoutScope ? [withoutScope] : []),
    ];
  });

function protectedOperations({ operations }: CaseContext): readonly Operation[] {
  return operations.filter(({ scopes }) => scopes !== undefined);
}

/** The body breaks the schema. So nothing is published, even by a target that does not ask for a token. */
function withoutToken(operation: Operation, { credentials, requestOf }: CaseContext): NegativeCase[] {
  const { authorization: _, ...headers } = requestOf(operation).headers;
  const body = operation.requestBody && { body: {} };
  const request: PlannedRequest = { ...requestOf(operation), headers, ...body };
  const requests = {
    'no token': request,
    'another scheme': withHeaders(request, { authorization: 'Basic eDp4' }),
  };
  return Object.entries(requests).map(([title, request]) => ({
    title,
    operation,
    status: 401,
    anonymous: true,
    request,
    expects: expectChallenge(undefined),
    // A remote target may have publishing switched off. It then sends 403, which is as right.
    ...(!credentials && { group: 'publishing needs a token', alternative: 403 }),
  }));
}

function rejectedTokens(operation: Operation, { credentials, requestOf }: CaseContext): NegativeCase[] {
  // Without credentials there is one case all the same, so that the report shows it as skipped.
  const rejected = credentials?.rejected ?? { 'malformed token': 'none' };
  return Object.entries(rejected).map(([title, token]) => ({
    title,
    operation,
    status: 401,
    request: withHeaders(requestOf(operation), bearer(token)),
    expects: expectChallenge('invalid_token'),
  }));
}

/** A request without credentials gets a challenge without an error (RFC 6750, section 3.1). */
function expectChallenge(error: string | undefined) {
  return ({ headers }: ReceivedResponse): Failure[] => {
    const given = String(headers['www-authenticate']);
    const isRight = error ? given.includes(`error="${error}"`) : !given.includes('error=');
    const detail = `must name ${error ?? 'no error'}, is ${given}`;
    return isRight ? [] : [{ where: 'header www-authenticate', detail }];
  };
}
