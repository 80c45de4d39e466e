import { parseJson, preview } from './json.ts';
import type { Contract, HeaderDefinition, Operation, ResponseDefinition } from './model.ts';
import { kindOf } from './payload.ts';
import { declaredResponse } from './read-responses.ts';

/** A response as it arrived. */
export interface ReceivedResponse {
  /** The method of the request. A response to HEAD has no body. */
  readonly method: string;
  readonly status: number;
  /** Lower-case names, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | undefined;
}

export interface Failure {
  /** `status`, `header etag`, `body`, `body /layers/0/code`. */
  readonly where: string;
  readonly detail: string;
}

/** What the contract does not allow in this response of the operation; empty when the response keeps the contract. */
export function checkResponse(
  contract: Contract,
  operation: Operation,
  received: ReceivedResponse,
): Failure[] {
  const declared = declaredResponse(operation, received.status);
  if (!declared) {
    const statuses = [...operation.responses.keys(), ...operation.otherResponses.keys()].join(', ');
    return [{ where: 'status', detail: `must be one of ${statuses}, is ${received.status}` }];
  }
  return [
    ...checkHeaders(contract, declared, received),
    ...(contract.asClient ? [] : undeclaredHeaders(declared, received)),
    ...checkBody(contract, declared, received),
  ];
}

// Headers of the connection, of compression, of proxies, of browser policies, and of a mock without an example. Every
// other header belongs to the interface, so the contract has to declare it.
const infrastructure = new RegExp(
  `^(?:${[
    'date|connection|keep-alive|transfer-encoding|content-length|content-type|content-encoding|vary|server|via|age|alt-svc',
    'access-control-.*|content-security-policy|cross-origin-.*|origin-agent-cluster|referrer-policy',
    'permissions-policy|strict-transport-security',
    'x-(?:content-type-options|dns-prefetch-control|download-options|frame-options|xss-protection)',
    'x-permitted-cross-domain-policies|x-mock',
  ].join('|')})$`,
);

export function isInfrastructure(header: string): boolean {
  return infrastructure.test(header);
}

function undeclaredHeaders(declared: ResponseDefinition, { headers }: ReceivedResponse): Failure[] {
  return Object.keys(headers)
    .filter((name) => headers[name] !== undefined && !declared.headers.has(name) && !isInfrastructure(name))
    .map((name) => ({ where: `header ${name}`, detail: `is not declared, is ${preview(headers[name])}` }));
}

function reading(contract: Contract): Pick<Contract, 'validate'> {
  return contract.asClient ?? contract;
}

function checkHeaders(
  contract: Contract,
  declared: ResponseDefinition,
  { headers }: ReceivedResponse,
): Failure[] {
  return [...declared.headers].flatMap(([name, header]) => {
    const where = `header ${name}`;
    const value = headers[name];
    if (value === undefined) return header.required ? [{ where, detail: 'is missing' }] : [];
    const failures = reading(contract).validate(header.schemaPointer, coerced(String(value), header));
    return failures.map(({ detail }) => ({ where, detail }));
  });
}

function coerced(value: string, { type }: HeaderDefinition): string | number {
  const numeric = (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value);
  return numeric ? Number(value) : value;
}

function checkBody(contract: Contract, declared: ResponseDefinition, received: ReceivedResponse): Failure[] {
  const body = received.body ?? '';
  if (declared.content.size === 0) return mustBeEmpty(body);

  const contentType = String(received.headers['content-type'] ?? '');
  const media = declared.content.get(mediaType(contentType));
  if (!media) {
    const types = [...declared.content.keys()].join(' or ');
    return [{ where: 'header content-type', detail: `must be ${types}, is ${contentType || 'missing'}` }];
  }
  if (received.method.toUpperCase() === 'HEAD') return mustBeEmpty(body);

  const value = bodyValue(contentType, body);
  if (value === undefined) return [{ where: 'body', detail: `must be JSON, is ${preview(body)}` }];
  return reading(contract)
    .validate(media.schemaPointer, value)
    .map(({ pointer, detail }) => ({ where: `body ${pointer}`.trimEnd(), detail }));
}

/** The body as the value that its schema describes. Undefined for JSON that is malformed. */
export function bodyValue(contentType: string, body: string): unknown {
  return kindOf(mediaType(contentType)) === 'json' ? parseJson(body) : body;
}

// JSON is UTF-8 (RFC 8259, 8.1). A server may say so; any other charset is wrong.
function mediaType(contentType: string): string {
  return contentType.replace(/\s*;\s*charset="?utf-8"?$/i, '').toLowerCase();
}

function mustBeEmpty(body: string): Failure[] {
  return body === '' ? [] : [{ where: 'body', detail: `must be empty, is ${preview(body)}` }];
}
