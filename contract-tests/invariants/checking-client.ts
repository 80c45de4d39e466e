/** An HTTP client for invariants. It checks each response against the contract before an invariant uses it. */
import { checkResponse, type Failure } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationById } from '../../contract/paths.ts';
import type { operations } from '../../generated/api.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { checkExchange } from '../checks/check-exchange.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { RawResponse, Send } from '../http/send.ts';
import { authorized, type Credentials } from '../targets/credentials.ts';

export interface RequestOptions {
  /** By default the method of the operation. */
  readonly method?: string;
  /** By default the path template of the operation, which is right without parameters only. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The expected status, 200 by default. */
  readonly status?: number | readonly number[];
}

export interface CheckingClient {
  readonly contract: Contract;
  readonly failures: Failure[];
  /** @throws Error when the response breaks the contract; the failures are recorded first. */
  request(id: string, options?: RequestOptions): Promise<RawResponse>;
  /** The parsed body. It has passed its schema, so it has the generated type. */
  read<Body>(id: keyof operations, options?: RequestOptions): Promise<Body>;
  /** The tree that the target serves. */
  tree(): Promise<Release>;
  /** Records where two values differ. */
  equal(where: string, authority: string, expected: unknown, actual: unknown): void;
}

export function createCheckingClient(
  contract: Contract,
  send: Send,
  credentials?: Credentials,
): CheckingClient {
  const failures: Failure[] = [];
  const isReader = contract.asClient !== undefined;

  async function request(id: string, options: RequestOptions = {}): Promise<RawResponse> {
    const operation = operationById(contract, id);
    const planned = authorized(operation, plan(operation, options), credentials);
    const response = await send(planned);
    const statuses = [options.status ?? 200].flat();
    const found = [
      ...response.failures,
      ...(statuses.includes(response.status)
        ? checkResponse(contract, operation, response)
        : [{ where: 'status', detail: `must be ${statuses.join(' or ')}, is ${response.status}` }]),
      ...checkExchange(contract, operation, planned, response),
    ];
    if (found.length === 0) return response;
    const place = describeRequest(planned);
    failures.push(...found.map(({ where, detail }) => ({ where: `${place} ${where}`, detail })));
    throw new Error(`${id} breaks the contract`);
  }

  async function read<Body>(id: keyof operations, options?: RequestOptions): Promise<Body> {
    return JSON.parse((await request(id, options)).body);
  }

  return {
    contract,
    failures,
    request,
    read,
    tree: () => read<Release>('getTaxonomy'),
    equal(place, authority, expected, actual) {
      for (const { where, detail } of compareWith(authority, expected, actual, isReader)) {
        failures.push({ where: `${place} ${where.replace(/^body ?/, '')}`.trimEnd(), detail });
      }
    },
  };
}

/** The release that the target serves; undefined when its response breaks the contract. */
export async function readRelease(contract: Contract, send: Send): Promise<Release | undefined> {
  const client = createCheckingClient(contract, send);
  return client.tree().catch(() => undefined);
}

function plan(operation: Operation, { method, path, headers, body }: RequestOptions): PlannedRequest {
  return {
    method: method ?? operation.method,
    path: path ?? operation.path,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  };
}

/** `HEAD /api/taxonomy/layers (br)`. */
function describeRequest({ method, path, headers }: PlannedRequest): string {
  const encoding = headers['accept-encoding'];
  return `${method.toUpperCase()} ${path}${encoding ? ` (${encoding})` : ''}`;
}
