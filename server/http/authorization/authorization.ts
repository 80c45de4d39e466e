/** An operation with scopes needs a bearer token (RFC 6750) that has all of them. */
import express, { type Request, type Router } from 'express';
import type { Contract } from '../../../contract/model.ts';
import { routeOf } from '../../../contract/paths.ts';
import type { Config } from '../../config.ts';
import type { Clock } from '../../handler.ts';
import { Problem, unavailable } from '../problem.ts';
import { createVerifyToken, InvalidToken, KeysUnavailable } from './verify-token.ts';

type Authorize = (request: Request, scopes: readonly string[]) => Promise<void>;

export function createAuthorization({ operations }: Contract, config: Config, clock: Clock): Router {
  const authorize = createAuthorize(config, clock);
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const { method, path, scopes } of operations) {
    if (!scopes) continue;
    router[method](routeOf(path), async (request, _response, next) => {
      await authorize(request, scopes);
      next();
    });
  }
  return router;
}

function createAuthorize({ publishers }: Config, clock: Clock): Authorize {
  if (!publishers) return async () => Promise.reject(publishingIsOff());
  const verify = createVerifyToken(publishers, clock);
  return async (request, scopes) => {
    const token = bearerToken(request);
    const granted = await verify(token).catch((error) => throwProblem(error, request));
    if (scopes.every((scope) => granted.has(scope))) return;
    const needed = scopes.join(' ');
    throw new Problem('forbidden', `The token does not have the scope ${needed}.`, {
      headers: challenge({ error: 'insufficient_scope', scope: needed }),
    });
  };
}

function bearerToken(request: Request): string {
  const [scheme, token, ...others] = (request.get('Authorization') ?? '').trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer')
    throw new Problem(
      'unauthenticated',
      'This operation needs a bearer token: send Authorization with Bearer and a token of the issuer that this server trusts.',
      { headers: challenge({}) },
    );
  if (token && others.length === 0) return token;
  throw invalidToken('The header Authorization has no token, or more than one, after Bearer.');
}

function throwProblem(error: unknown, request: Request): never {
  if (error instanceof InvalidToken) throw invalidToken(error.message);
  if (!(error instanceof KeysUnavailable)) throw error;
  request.log.warn({ err: error }, 'tokens cannot be checked');
  throw unavailable('The keys that tokens are checked with cannot be used.');
}

function invalidToken(detail: string): Problem {
  return new Problem('unauthenticated', detail, {
    headers: challenge({ error: 'invalid_token', error_description: detail }),
  });
}

function challenge(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const parameters = Object.entries(attributes).map(([name, value]) => `, ${name}="${value}"`);
  return { 'WWW-Authenticate': `Bearer realm="taxonomy"${parameters.join('')}` };
}

function publishingIsOff(): Problem {
  return new Problem(
    'forbidden',
    'This server publishes nothing over HTTP. Its operator turns that on with PUBLISH_ISSUER, PUBLISH_AUDIENCE, and PUBLISH_JWKS_URL or PUBLISH_KEY_FILE.',
    { headers: challenge({}) },
  );
}
