/** What HTTP itself defines: negotiation, methods, validators, limits and preflights. */
import type { Failure } from '../../contract/check-response.ts';
import { crossOrigin } from '../../contract/http-headers.ts';
import { allowedMethods, operationsAt } from '../../contract/paths.ts';
import { unacceptableType } from '../fuzz/invalid-requests.ts';
import { withHeaders, withoutHeader } from '../http/planned-request.ts';
import { type CaseFactory, operationsDeclaring } from './negative-case.ts';

/** 304: the request has the current ETag, taken from a fresh response. */
export const notModified: CaseFactory = (context) =>
  operationsDeclaring(304, context).map((operation) => ({
    title: 'ETag still held',
    operation,
    status: 304,
    request: context.requestOf(operation),
    async prepare(send, request) {
      const { headers } = await send(request);
      return withHeaders(request, { 'if-none-match': String(headers.etag) });
    },
  }));

/** 412: If-Match has one ETag, which contains the current one between commas. A list would hold the current one. */
export const matchFailed: CaseFactory = (context) =>
  operationsDeclaring(304, context)
    .filter(({ responses }) => responses.has(412))
    .map((operation) => ({
      title: 'If-Match with another ETag',
      operation,
      status: 412,
      request: context.requestOf(operation),
      async prepare(send, request) {
        const { headers } = await send(request);
        return withHeaders(request, { 'if-match': `"a,${opaque(headers.etag)},b"` });
      },
    }));

function opaque(etag: unknown): string {
  return String(etag).replaceAll(/^(?:W\/)?"|"$/g, '');
}

/** 428: a request that succeeds, without its condition. */
export const unconditional: CaseFactory = (context) =>
  operationsDeclaring(428, context).map((operation) => ({
    title: 'without If-Match',
    operation,
    status: 428,
    request: withoutHeader(context.requestOf(operation), 'if-match'),
  }));

/** 406: the caller accepts nothing that the operation can send. */
export const notAcceptable: CaseFactory = ({ operations, requestOf }) =>
  operations.flatMap((operation) => {
    const type = unacceptableType(operation);
    if (type === undefined) return [];
    return [
      {
        title: `accepts only ${type}`,
        operation,
        status: 406,
        group: '406 where nothing is acceptable',
        undeclared: true as const,
        request: withHeaders(requestOf(operation), { accept: type }),
      },
    ];
  });

/** 404 for a path of no operation: one more segment, one more slash, upper case. */
export const unknownPath: CaseFactory = ({ contract, operations, requestOf }) =>
  operations.flatMap((operation) => {
    const request = requestOf(operation);
    const [path = '', query] = request.path.split('?');
    const upperCase = path.replace(/^\/[^/]+/, (first) => first.toUpperCase());
    const paths = [`${path}/no/where`, `${path}/`, upperCase];
    const isUnknown = (other: string) => operationsAt(contract, other).length === 0;
    return paths.filter(isUnknown).map((unknown) => ({
      title: unknown,
      operation,
      status: 404,
      group: '404 of an unknown path',
      undeclared: true,
      anonymous: true,
      request: { ...request, path: query === undefined ? unknown : `${unknown}?${query}` },
    }));
  });

/** 405: the path does not declare the method. Allow names the methods that it declares. */
export const methodNotAllowed: CaseFactory = ({ contract, operations, requestOf }) =>
  operations.flatMap((operation) => {
    const { path, headers } = requestOf(operation);
    const [pathname = ''] = path.split('?');
    const methods = allowedMethods(operationsAt(contract, pathname));
    return ['GET', 'POST', 'DELETE', 'PUT', 'PATCH']
      .filter((method) => !methods.includes(method))
      .slice(0, 2)
      .map((method) => ({
        title: method,
        operation,
        status: 405,
        group: '405 with Allow',
        undeclared: true,
        anonymous: true,
        request: { method, path, headers: { accept: headers.accept ?? '*/*' } },
        expects: ({ headers }) => checkAllow(methods, headers.allow),
      }));
  });

function checkAllow(methods: readonly string[], allow: unknown): Failure[] {
  const given = new Set(String(allow ?? 'missing').split(/\s*,\s*/));
  if (new Set(methods).size === given.size && methods.every((method) => given.has(method))) return [];
  return [{ where: 'header allow', detail: `must be ${methods.join(', ')}, is ${[...given].join(', ')}` }];
}

const malformed = 'no id <of> yours';

/** The server ignores a malformed X-Request-Id and makes an id. Every other case checks that a valid id is echoed. */
export const malformedRequestId: CaseFactory = ({ operations, requestOf, successOf }) =>
  operations.map((operation) => ({
    title: 'malformed request id',
    operation,
    status: successOf(operation),
    group: 'malformed X-Request-Id ignored',
    request: withHeaders(requestOf(operation), { 'x-request-id': malformed }),
    expects: ({ headers }) =>
      headers['x-request-id'] === malformed
        ? [{ where: 'header x-request-id', detail: 'echoes a malformed id' }]
        : [],
  }));

/** OPTIONS: the preflight that a browser sends before a request with headers of its own. */
export const preflight: CaseFactory = ({ contract, operations, requestOf }) => {
  // A server may name the methods of the whole contract, or only those of this path.
  const known = ['options', ...crossOrigin(contract).methods.map((method) => method.toLowerCase())];
  return operations.map((operation) => {
    const { path } = requestOf(operation);
    const parameters = operation.parameters.filter(({ in: location }) => location === 'header');
    const schemes = (operation.security?.alternatives ?? []).map(({ scheme }) => scheme);
    const credentials = schemes.flatMap((scheme) => {
      if (scheme.type !== 'apiKey') return ['authorization'];
      return scheme.in === 'header' ? [scheme.parameter.toLowerCase()] : [];
    });
    const wanted = ['content-type', ...parameters.map(({ name }) => name.toLowerCase()), ...credentials];
    return {
      title: 'preflight',
      operation,
      status: 204,
      group: 'preflight of a browser',
      undeclared: true,
      anonymous: true,
      request: {
        method: 'options',
        path,
        headers: {
          'access-control-request-method': operation.method.toUpperCase(),
          'access-control-request-headers': wanted.join(','),
        },
      },
      expects: ({ headers }) => [
        ...lacks('access-control-allow-methods', headers, [operation.method]),
        ...exceeds('access-control-allow-methods', headers, known),
        ...lacks('access-control-allow-headers', headers, wanted),
      ],
    };
  });
};

type Headers = Readonly<Record<string, unknown>>;

function lacks(name: string, headers: Headers, wanted: readonly string[]): Failure[] {
  const given = listed(name, headers);
  return wanted
    .filter((value) => !given.includes(value) && !given.includes('*'))
    .map((value) => ({ where: `header ${name}`, detail: `lacks ${value}` }));
}

function exceeds(name: string, headers: Headers, known: readonly string[]): Failure[] {
  return listed(name, headers)
    .filter((value) => !known.includes(value))
    .map((value) => ({ where: `header ${name}`, detail: `has ${value}, which the contract does not know` }));
}

function listed(name: string, headers: Headers): string[] {
  const text = String(headers[name] ?? '').toLowerCase();
  return text.split(',').flatMap((value) => value.trim() || []);
}
