/** Questions to a target, for invariants: each answer is checked against the contract before anything is made of it. */
import { checkResponse, type Failure } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationById } from '../../contract/paths.ts';
import type { operations } from '../../generated/api.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { checkExchange } from '../checks/check-exchange.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { RawResponse, Send } from '../http/send.ts';

export interface RequestOptions {
  /** In place of the operation's own, for HEAD. */
  readonly method?: string;
  /** In place of the template, for an operation with parameters. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Expected, 200 unless findings otherwise. */
  readonly status?: number | readonly number[];
}

export interface CheckingClient {
  readonly contract: Contract;
  readonly failures: Failure[];
  /** @throws after noting why, when the answer breaks the contract. */
  ask(id: string, options?: RequestOptions): Promise<RawResponse>;
  /** The parsed body. It has kept its schema, so that it is what the contract calls it. */
  read<Body>(id: keyof operations, options?: RequestOptions): Promise<Body>;
  /** The tree that the target serves. */
  tree(): Promise<Release>;
  /** Notes where two values differ. */
  equal(where: string, authority: string, expected: unknown, actual: unknown): void;
}

export function createCheckingClient(contract: Contract, send: Send): CheckingClient {
  const failures: Failure[] = [];
  const note = (place: string, found: readonly Failure[]) =>
    failures.push(...found.map(({ where, detail }) => ({ where: `${place} ${where}`, detail })));

  async function ask(id: string, options: RequestOptions = {}): Promise<RawResponse> {
    const operation = operationById(contract, id);
    const request = requestOf(operation, options);
    const answer = await send(request);
    const statuses = [options.status ?? 200].flat();
    const found = [
      ...answer.faults,
      ...(statuses.includes(answer.status)
        ? checkResponse(contract, operation, answer)
        : [otherStatus(statuses, answer)]),
      ...checkExchange(contract, operation, request, answer),
    ];
    if (found.length === 0) return answer;
    note(placeOf(request), found);
    throw new Error(`${id} breaks the contract`);
  }

  async function read<Body>(id: keyof operations, options?: RequestOptions): Promise<Body> {
    return JSON.parse((await ask(id, options)).body);
  }

  return {
    contract,
    failures,
    ask,
    read,
    tree: () => read<Release>('getTaxonomy'),
    equal(place, authority, expected, actual) {
      for (const { where, detail } of compareWith(authority, expected, actual)) {
        failures.push({ where: `${place} ${where.replace(/^body ?/, '')}`.trimEnd(), detail });
      }
    },
  };
}

/** What the target serves; undefined where it does not say so in the form of the contract. */
export async function readRelease(contract: Contract, send: Send): Promise<Release | undefined> {
  const client = createCheckingClient(contract, send);
  return client.tree().catch(() => undefined);
}

function requestOf(operation: Operation, { method, path, headers, body }: RequestOptions): PlannedRequest {
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
function placeOf({ method, path, headers }: PlannedRequest): string {
  const encoding = headers['accept-encoding'];
  return `${method.toUpperCase()} ${path}${encoding ? ` (${encoding})` : ''}`;
}

function otherStatus(statuses: readonly number[], answer: RawResponse): Failure {
  return { where: 'status', detail: `must be ${statuses.join(' or ')}, is ${answer.status}` };
}
