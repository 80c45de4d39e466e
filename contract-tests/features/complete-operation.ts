/** What every operation has in common: errors, headers, descriptions. An author writes it, and it shows no feature. */
import type { Kind, Node } from './model.ts';

/** Adds what every operation of this project declares. */
export function complete(kind: Kind, method: string, feature: string, operation: Node): Node {
  const { requestBody, responses } = operation;
  const successes = Object.entries<Node>(responses).map(([status, response]) => [
    status,
    '$ref' in response
      ? response
      : { ...response, headers: { ...commonHeaders(method), ...response.headers } },
  ]);
  const own: Node = Object.fromEntries(successes);
  return {
    tags: ['Toys'],
    summary: `Shows ${feature}`,
    // The security of the document is for one of them.
    ...(kind !== 'security' && { security: [] }),
    ...operation,
    ...(requestBody && !('$ref' in requestBody) && { requestBody: { 'x-max-bytes': 5000, ...requestBody } }),
    responses: { ...own, ...errors(method, own, operation, kind) },
  };
}

/** Responses to GET carry no quota, so there are two of each. */
export function responseComponents(named: Node): Node {
  const both = Object.entries<Node>(named).flatMap(([name, response]) =>
    ['get', 'other'].map((method): [string, Node] => [
      componentFor(method, name),
      { ...response, headers: { ...commonHeaders(method, '..'), ...response.headers } },
    ]),
  );
  return Object.fromEntries(both);
}

function componentFor(method: string, name: string): string {
  return method === 'get' ? name : `${name}Counted`;
}

function commonHeaders(method: string, folder?: string): Node {
  const names = {
    'Cache-Control': 'CacheControlNoStore',
    'X-Request-Id': 'RequestId',
    ...(method !== 'get' && { RateLimit: 'RateLimit', 'RateLimit-Policy': 'RateLimitPolicy' }),
  };
  return Object.fromEntries(
    Object.entries(names).map(([name, file]) => [name, component('headers', file, folder)]),
  );
}

function errors(method: string, declared: Node, { requestBody, security }: Node, kind: Kind): Node {
  const isSecured = (kind === 'security' || security) && security?.length !== 0;
  const wanted = {
    400: method === 'get' ? 'InvalidQuery' : 'InvalidBody',
    ...(isSecured && {
      401: componentFor(method, 'ToyUnauthenticated'),
      403: componentFor(method, 'ToyForbidden'),
    }),
    ...(method === 'get' && declared['200']?.headers?.ETag && { 412: 'IfMatchFailed' }),
    ...(requestBody && { 413: 'PayloadTooLarge', 415: 'UnsupportedMediaType' }),
    500: 'Internal',
  };
  const isDeclared = (status: string) =>
    status in declared || `${status[0]}XX` in declared || 'default' in declared;
  const missing = Object.entries(wanted).filter(([status]) => !isDeclared(status));
  // Every client has a rate limit, and Retry-After is for this status alone.
  return Object.fromEntries(
    [...missing, ['429', 'RateLimited']].map(([status, name]) => [
      status,
      component('responses', String(name)),
    ]),
  );
}

function component(kind: string, name: string, folder = '../components') {
  return { $ref: `${folder}/${kind}/${name}.yaml` };
}

/** Every property and every parameter has a description. */
export function described<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(described) as Value;
  const copy: Node = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, described(inner)]),
  );
  // A property may be called properties, beside one that is called type.
  if (typeof copy.properties === 'object' && !Object.hasOwn(Object(copy.type), 'enum'))
    for (const [name, property] of Object.entries<Node>(copy.properties))
      if (isSchema(property)) copy.properties[name] = { description: `The ${name}.`, ...property };
  if (typeof copy.in === 'string' && copy.name) copy.description ??= `The ${copy.name}.`;
  return copy as Value;
}

function isSchema(value: Node): boolean {
  return typeof value === 'object' && !('$ref' in value);
}
