/** Bearer tokens (RFC 6750) of the issuer that the server trusts. */
import type { Request } from 'express';
import { credentialsAfter, Refusal, type SchemeCheck } from './scheme-check.ts';
import { InvalidToken, KeysUnavailable, type VerifyToken } from './verify-token.ts';

export function createBearerCheck(scheme: string, verify: VerifyToken | undefined): SchemeCheck {
  return {
    isConfigured: verify !== undefined,
    variables: 'PUBLISH_ISSUER, PUBLISH_AUDIENCE, and PUBLISH_JWKS_URL or PUBLISH_KEY_FILE',
    isPresented: (request) => credentialsAfter('bearer', request) !== undefined,
    async check(request, scopes) {
      if (!verify) throw invalidToken('This server trusts no issuer of tokens.');
      const token = credentialsAfter('bearer', request);
      if (!token || token.includes(' '))
        throw invalidToken('The header Authorization has no token, or more than one, after Bearer.');
      const verified = await verify(token).catch((error) => refuse(error, request));
      const scope = scopes.join(' ');
      if (!scopes.every((one) => verified.scopes.has(one)))
        throw new Refusal('forbidden', `The token does not have the scope ${scope}.`, {
          error: 'insufficient_scope',
          scope,
        });
      const { subject, tokenId, keyId } = verified;
      return { scheme, subject, tokenId, keyId };
    },
  };
}

function refuse(error: unknown, request: Request): never {
  if (error instanceof InvalidToken) throw invalidToken(error.message);
  if (!(error instanceof KeysUnavailable)) throw error;
  request.log.warn({ err: error }, 'tokens cannot be checked');
  throw new Refusal('unavailable', 'The keys that tokens are checked with cannot be used.');
}

function invalidToken(detail: string): Refusal {
  return new Refusal('unauthenticated', detail, { error: 'invalid_token', error_description: detail });
}
