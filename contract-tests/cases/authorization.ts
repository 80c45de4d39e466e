/** 401 without valid credentials, 403 with a token that does not allow the operation, and success with each alternative. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Operation, Security, SecurityScheme } from '../../contract/model.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import { presentable } from '../targets/credentials.ts';
import { present, withoutCredentials } from '../targets/present.ts';
import { isWrite } from '../writes.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';

interface Guarded {
  readonly operation: Operation;
  readonly security: Security;
  /** A request that succeeds, without credentials. */
  readonly anonymous: PlannedRequest;
}

function guardedOperations({ operations, requestOf }: CaseContext): Guarded[] {
  return operations.flatMap((operation) => {
    const { security } = operation;
    return security
      ? [{ operation, security, anonymous: withoutCredentials(operation, requestOf(operation)) }]
      : [];
  });
}

/** 401: nothing presented, another scheme, or credentials that are rejected. WWW-Authenticate says how to authenticate. */
export const unauthenticated: CaseFactory = (context) =>
  guardedOperations(context).flatMap((guarded) => [
    ...nothingValid(guarded, context),
    ...rejectedTokens(guarded, context),
    ...rejectedSecrets(guarded, context),
  ]);

/** 403: a valid token without the scope, and a server on which no credentials are configured. */
export const forbidden: CaseFactory = (context) =>
  guardedOperations(context).flatMap(({ operation, security, anonymous }) => {
    const refused = { operation, status: 403 };
    const token = context.credentials?.insufficientScope;
    const [scoped] = security.alternatives.filter(({ scopes }) => scopes.length > 0);
    const withoutScope = scoped !== undefined &&
      token !== undefined && {
        ...refused,
        title: 'token without the scope',
        request: present(anonymous, scoped.scheme, token),
        expects: expectError('insufficient_scope'),
      };
    const [known] = presentable(operation, context.credentials);
    return [
      {
        ...refused,
        title: 'no credentials are configured',
        request: known ? present(anonymous, known.scheme, known.secret) : anonymous,
        providerState: 'closed',
      },
      ...(withoutScope ? [withoutScope] : []),
    ];
  });

/** Success with each alternative alone. Where credentials are optional, also with none. */
export const authenticated: CaseFactory = (context) =>
  guardedOperations(context).flatMap(({ operation, security, anonymous }) => {
    const known = presentable(operation, context.credentials);
    const isChoice = security.optional || security.alternatives.length > 1;
    const requests = [
      ...(isChoice ? known : []).map(
        ({ scheme, secret }) => [`with ${scheme.name}`, present(anonymous, scheme, secret)] as const,
      ),
      ...(security.optional ? [['without credentials', anonymous] as const] : []),
    ];
    const status = context.successOf(operation);
    return requests.map(([title, request]) => ({ title, operation, status, request }));
  });

function nothingValid(
  { operation, security, anonymous }: Guarded,
  { credentials }: CaseContext,
): NegativeCase[] {
  const { body: _, ...withoutBody } = anonymous;
  const bodyNeeded = operation.requestBody?.required === true;
  const requests = {
    ...(!security.optional && { 'no credentials': withoutBody }),
    ...anotherScheme(security, withoutBody),
  };
  return Object.entries(requests).map(([title, request]) => ({
    title,
    operation,
    status: 401,
    anonymous: true,
    request,
    expects: expectError(undefined),
    // Only a server can tell which credentials are wrong; a mock lets everyone call what is optional.
    ...(security.optional && { needsData: true as const }),
    // Without its body, a request changes nothing, even on a target that asks for no credentials.
    ...(isWrite(operation) && !bodyNeeded && { providerState: 'publishing' as const }),
    // A remote target may have no credentials configured. It then sends 403, which is as right.
    ...(!credentials && { group: 'guarded operations need credentials', alternative: 403 }),
  }));
}

/** In the header Authorization, a scheme that the operation does not take. Beside a key, that header means nothing. */
function anotherScheme({ optional, alternatives }: Security, request: PlannedRequest) {
  const own: string[] = alternatives.map(({ scheme }) => scheme.type);
  if (optional && own.every((type) => type === 'apiKey')) return {};
  const [other] = ['Basic eDp4', 'Bearer x', 'Digest x'].filter(
    (text) => !own.includes(text.split(' ', 1)[0]?.toLowerCase() ?? ''),
  );
  return { 'another scheme': withHeaders(request, { authorization: other ?? '' }) };
}

function rejectedTokens(
  { operation, security, anonymous }: Guarded,
  { credentials }: CaseContext,
): NegativeCase[] {
  const bearer = security.alternatives.find(({ scheme }) => scheme.type === 'bearer');
  if (!bearer) return [];
  // Without credentials there is one case all the same, so that the report shows it as skipped.
  const rejected = credentials?.rejected ?? { 'malformed token': 'none' };
  return Object.entries(rejected).map(([title, token]) => ({
    title,
    operation,
    status: 401,
    needsCredentials: true,
    request: present(anonymous, bearer.scheme, token),
    expects: expectChallenges(security, 'invalid_token'),
  }));
}

function rejectedSecrets(
  { operation, security, anonymous }: Guarded,
  { credentials }: CaseContext,
): NegativeCase[] {
  const schemes = security.alternatives.map(({ scheme }) => scheme).filter(({ type }) => type !== 'bearer');
  return schemes.map((scheme) => ({
    title: `wrong ${scheme.name}`,
    operation,
    status: 401,
    // A mock accepts any.
    needsData: true,
    needsCredentials: true,
    request: present(anonymous, scheme, wrongSecret(scheme, credentials?.secrets?.get(scheme.name))),
    expects: expectChallenges(security, undefined),
  }));
}

/** The right user with a wrong password, where the user is known. */
function wrongSecret({ type }: SecurityScheme, secret = 'nobody:'): string {
  return type === 'basic' ? `${secret.split(':', 1)[0]}:wrong` : 'wrong';
}

const challengeNames = { bearer: 'Bearer', basic: 'Basic', apiKey: 'ApiKey' } as const;

/** A challenge for each alternative. */
function expectChallenges({ alternatives }: Security, error: string | undefined) {
  return (received: ReceivedResponse): Failure[] => {
    const given = challengeIn(received);
    const missing = alternatives.filter(({ scheme }) => !given.includes(`${challengeNames[scheme.type]} `));
    return [
      ...expectError(error)(received),
      ...missing.map(({ scheme }) => failure(`must have a challenge for ${scheme.name}, is ${given}`)),
    ];
  };
}

/** Without a token, there is no error in the challenge (RFC 6750, section 3.1). */
function expectError(error: string | undefined) {
  return (received: ReceivedResponse): Failure[] => {
    const given = challengeIn(received);
    const isRight = error ? given.includes(`error="${error}"`) : !given.includes('error=');
    return isRight ? [] : [failure(`must name ${error ?? 'no error'}, is ${given}`)];
  };
}

function challengeIn({ headers }: ReceivedResponse): string {
  return String(headers['www-authenticate']);
}

function failure(detail: string): Failure {
  return { where: 'header www-authenticate', detail };
}
