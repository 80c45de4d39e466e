import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import { bearer } from '../targets/credentials.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';

/** 401: no token, or one that is not good here. WWW-Authenticate says which (RFC 6750, 3). */
export const unauthenticated: CaseFactory = (context) =>
  guarded(context.contract).flatMap((operation) => [
    ...withoutToken(operation, context),
    ...rejectedTokens(operation, context),
  ]);

export function guarded({ operations }: Contract): readonly Operation[] {
  return operations.filter(({ scopes }) => scopes !== undefined);
}

/** Of a body that could not be published, so that nothing is, whatever a target makes of such a request. */
function withoutToken(operation: Operation, { credentials, requestOf }: CaseContext): NegativeCase[] {
  const { authorization: _, ...headers } = requestOf(operation).headers;
  const request: PlannedRequest = { ...requestOf(operation), headers, body: {} };
  const asked = {
    'no token': request,
    'another scheme': withHeaders(request, { authorization: 'Basic eDp4' }),
  };
  return Object.entries(asked).map(([title, request]) => ({
    title,
    operation,
    status: 401,
    anonymous: true,
    request,
    expects: challenges(undefined),
    // A server that publishes for nobody says that instead, and of one that is not ours this is not known.
    ...(!credentials && { group: 'nobody publishes without a token', alternative: 403 }),
  }));
}

function rejectedTokens(operation: Operation, { credentials, requestOf }: CaseContext): NegativeCase[] {
  // Without credentials it is left out, and there by name.
  const rejected = credentials?.rejected ?? { malformed: 'none' };
  return Object.entries(rejected).map(([title, token]) => ({
    title: `token ${title}`,
    operation,
    status: 401,
    request: withHeaders(requestOf(operation), bearer(token)),
    expects: challenges('invalid_token'),
  }));
}

/** A caller without credentials is told of no error. */
export function challenges(error: string | undefined) {
  return ({ headers }: ReceivedResponse): Failure[] => {
    const given = String(headers['www-authenticate']);
    const isRight = error ? given.includes(`error="${error}"`) : !given.includes('error=');
    const detail = `must tell of ${error ?? 'no error'}, is ${given}`;
    return isRight ? [] : [{ where: 'header www-authenticate', detail }];
  };
}
