/** How credentials are written into a request (RFC 6750, RFC 7617; OpenAPI 3.1, 4.8.27). */
import type { Operation, SecurityScheme } from '../../contract/model.ts';
import { parseQuery } from '../../contract/parameter-values.ts';
import { type PlannedRequest, withHeaders, withoutHeader } from '../http/planned-request.ts';

/** @param secret a token, an API key, or `user:password` */
export function present<Request extends PlannedRequest>(
  request: Request,
  scheme: SecurityScheme,
  secret: string,
): Request {
  switch (scheme.type) {
    case 'bearer':
      return withHeaders(request, { authorization: `Bearer ${secret}` });
    case 'basic':
      return withHeaders(request, { authorization: `Basic ${Buffer.from(secret).toString('base64')}` });
    case 'apiKey': {
      if (scheme.in === 'header') return withHeaders(request, { [scheme.parameter.toLowerCase()]: secret });
      const { path } = request;
      const pair = [scheme.parameter, secret].map(encodeURIComponent).join('=');
      return { ...request, path: `${path}${path.includes('?') ? '&' : '?'}${pair}` };
    }
  }
}

/** The request without any credentials that the operation takes. */
export function withoutCredentials<Request extends PlannedRequest>(
  { security }: Operation,
  request: Request,
): Request {
  const schemes = (security?.alternatives ?? []).map(({ scheme }) => scheme);
  return schemes.reduce(without, withoutHeader(request, 'authorization'));
}

function without<Request extends PlannedRequest>(request: Request, scheme: SecurityScheme): Request {
  if (scheme.type !== 'apiKey') return request;
  if (scheme.in === 'header') return withoutHeader(request, scheme.parameter.toLowerCase());
  const [path = '', ...search] = request.path.split('?');
  const pairs = search.join('?').split('&');
  const kept = pairs.filter((pair) => parseQuery(pair)[0]?.[0] !== scheme.parameter && pair !== '');
  return { ...request, path: kept.length > 0 ? `${path}?${kept.join('&')}` : path };
}
