/** What HTTP itself defines: negotiation, methods, validators, limits and preflights. */
import type { Failure } from '../../contract/check-response.ts';
import { crossOrigin } from '../../contract/http-headers.ts';
import { allowedMethods, operationsAt } from '../../contract/paths.ts';
import { payload, withHeaders } from '../http/planned-request.ts';
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

/**
 * 413: the body has one byte more than `x-max-bytes`; with exactly as many, it is accepted. The padding is white space,
 * so that nothing else is wrong with the body.
 */
export const payloadTooLarge: CaseFactory = (context) =>
  operationsDeclaring(413, context).flatMap((operation) => {
    const limit = operation.requestBody?.maxBytes;
    if (limit === undefined) return [];
    const { body, ...request } = context.requestOf(operation);
    const ofLength = (bytes: number) => ({ ...request, text: payload({ ...request, body }).padEnd(bytes) });
    return [
      { title: 'a byte too long', operation, status: 413, request: ofLength(limit + 1) },
      {
        title: 'as long as allowed',
        operation,
        status: context.successOf(operation),
        request: ofLength(limit),
      },
    ];
  });

/** 428: a request that succeeds, without its condition. */
export const unconditional: CaseFactory = (context) =>
  operationsDeclaring(428, context).map((operation) => {
    const { 'if-match': _, ...headers } = context.requestOf(operation).headers;
    const request = { ...context.requestOf(operation), headers };
    return { title: 'without If-Match', operation, status: 428, request };
  });

/** 415: a valid body with another content type. */
export const unsupportedMediaType: CaseFactory = (context) =>
  operationsDeclaring(415, context).flatMap((operation) => {
    const declared = operation.requestBody?.contentType ?? '';
    return ['text/plain', 'application/x-www-form-urlencoded', `${declared}; charset=utf-16`].map((type) => ({
      title: type,
      operation,
      status: 415,
      request: withHeaders(context.requestOf(operation), { 'content-type': type }),
    }));
  });

/** 406: the caller accepts nothing that the operation can send. */
export const notAcceptable: CaseFactory = ({ operations, requestOf }) =>
  operations.map((operation) => ({
    title: 'accepts only image/png',
    operation,
    status: 406,
    group: '406 where nothing is acceptable',
    undeclared: true,
    request: withHeaders(requestOf(operation), { accept: 'image/png' }),
  }));

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
    const methods = allowedMethods(contract.operations.filter(({ path }) => path === operation.path));
    const { path, headers } = requestOf(operation);
    return ['GET', 'POST', 'DELETE']
      .filter((method) => !methods.includes(method))
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
    const wanted = [
      'content-type',
      ...parameters.map(({ name }) => name.toLowerCase()),
      ...(operation.scopes ? ['authorization'] : []),
    ];
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
