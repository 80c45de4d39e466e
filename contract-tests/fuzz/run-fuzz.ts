import fc from 'fast-check';
import pLimit from 'p-limit';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import { createChecks } from '../checks/create-checks.ts';
import { curlOf } from '../http/curl.ts';
import { keepAlive } from '../http/keep-alive.ts';
import { type Patience, QuotaTooSmall, type Waited } from '../http/patience.ts';
import type { Allowances, Allowed } from '../targets/behind-proxy.ts';
import type { Credentials } from '../targets/credentials.ts';
import { isSentApart } from '../writes.ts';
import type { GeneratedRequest } from './model.ts';
import { checkGenerated } from './oracle.ts';
import { type RequestKind, requestKinds, seedOf } from './request-kinds.ts';
import { readSources } from './source.ts';

/** A server where publications change nothing, and the credentials for it. */
export interface Publishing {
  readonly url: string;
  readonly credentials: Credentials;
}

export interface FuzzOptions {
  readonly url: string;
  /** Without it, operations that need a token are not tested. */
  readonly publishing?: Publishing | undefined;
  /** What the proxy in front of the target may do. */
  readonly behindProxy?: Allowances | undefined;
  /** The target may refuse a request because of its quota. Then the request is sent again. */
  readonly patience?: Patience | undefined;
  readonly contract: Contract;
  /** The number of requests. After the first failure of a kind, the rest of that kind is not sent. */
  readonly runs: number;
  /** An integer; with the same data the same seed generates the same requests. */
  readonly seed: number;
}

export interface FuzzReport {
  readonly url: string;
  readonly runs: number;
  readonly seed: number;
  /** The number of responses by status. It shows which statuses the requests reached. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly FuzzFailure[];
  /** What the proxy in front of the target did. */
  readonly allowed?: readonly Allowed[];
  readonly waited?: Waited;
  readonly durationMs: number;
}

/** The smallest request of its kind whose response was wrong. */
export interface FuzzFailure {
  readonly operation: string;
  /** The name of the request's fault; undefined for a valid request. */
  readonly fault?: string;
  readonly failures: readonly Failure[];
  /** The command that repeats the request; undefined when none could be generated. */
  readonly curl?: string;
}

type Attempt = (kind: RequestKind, generated: GeneratedRequest) => Promise<Failure[]>;

// Limits shrinking: a target that fails slowly is slow for every smaller request as well.
const shrinkMs = 10_000;
const responseTimeoutMs = 10_000;
// Generating takes time. With many kinds at once, a response would wait for it longer than the timeout.
const concurrentKinds = 12;

/**
 * Sends generated requests, many kinds at the same time, and reports the responses that the contract does not allow.
 *
 * @throws Error when the target responds with 429 all the same: a request refused by a rate limit tests nothing.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { url, publishing, behindProxy, patience, contract, runs, seed } = options;
  const started = performance.now();
  const sources = await readSources(contract, options);
  const target = connect(options);
  const limit = pLimit(concurrentKinds);
  const searches = requestKinds(sources, runs, publishing?.credentials).map((kind) =>
    limit(() => smallestFailure(kind, seed, target.attempt)),
  );
  const found = await Promise.all(searches).finally(target.close);
  patience?.check();
  if (target.statuses.has(429)) {
    throw new Error(`${url} responded with 429; raise its rate limit above the ${runs} requests of this run`);
  }
  const failures = found
    .filter((one) => one !== undefined)
    .map(({ kind: { operation }, generated, failures }) => ({
      operation: operation.id,
      ...(generated?.fault && { fault: generated.fault.name }),
      failures,
      ...(generated && {
        curl: curlOf((isSentApart(operation) && publishing?.url) || url, generated.request),
      }),
    }));
  return {
    url,
    runs,
    seed,
    answers: Object.fromEntries(target.statuses),
    failures,
    ...(behindProxy && { allowed: behindProxy.counts() }),
    ...(patience && { waited: patience.waited() }),
    durationMs: Math.round(performance.now() - started),
  };
}

/** Sends requests to the target, or to the publishing server, until one responds with 429, and checks the responses. */
function connect({ url, publishing, behindProxy, patience, contract }: FuzzOptions) {
  const checkOf = createChecks(contract);
  const toTarget = keepAlive(url, responseTimeoutMs);
  const toPublish = keepAlive(publishing?.url ?? url, responseTimeoutMs);
  const statuses = new Map<number, number>();
  const attempt: Attempt = async ({ operation }, generated) => {
    if (statuses.has(429)) return [];
    const connections = isSentApart(operation) ? toPublish : toTarget;
    const send = () => connections.send(generated.request);
    const received = await (patience ? patience.obey(send) : send()).catch(failureIn);
    if (received === 'quota') return [];
    if (typeof received === 'string') return [{ where: 'connection', detail: received }];
    statuses.set(received.status, (statuses.get(received.status) ?? 0) + 1);
    if (behindProxy?.isOwnRefusal(generated.fault?.status, generated.request, received)) return [];
    const restored = behindProxy ? behindProxy.restore(received) : received;
    return checkGenerated(checkOf, operation, generated, restored);
  };
  const close = () => {
    toTarget.close();
    toPublish.close();
  };
  return { attempt, statuses, close };
}

/** A used-up quota ends the run, and is no failure of the request. */
function failureIn(error: unknown): string {
  return error instanceof QuotaTooSmall ? 'quota' : String(error);
}

interface FoundFailure {
  readonly kind: RequestKind;
  readonly generated?: GeneratedRequest;
  readonly failures: readonly Failure[];
}

async function smallestFailure(
  kind: RequestKind,
  seed: number,
  attempt: Attempt,
): Promise<FoundFailure | undefined> {
  let smallest: FoundFailure | undefined;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const passes = async (generated: GeneratedRequest) => {
    if (performance.now() > giveUpAt) return true;
    const failures = await attempt(kind, generated);
    if (failures.length === 0) return true;
    // fast-check shrinks from the last failure, so the last failure is the smallest.
    smallest = { kind, generated, failures };
    giveUpAt = Math.min(giveUpAt, performance.now() + shrinkMs);
    return false;
  };
  const property = fc.asyncProperty(kind.requests, passes);
  const options = { seed: seedOf(seed, kind), numRuns: kind.runs };
  const { failed, errorInstance } = await fc
    .check(property, options)
    .catch((error: unknown) => ({ failed: true, errorInstance: error }));
  if (!failed || smallest) return smallest;
  const detail = `cannot be made: ${errorInstance instanceof Error ? errorInstance.message : errorInstance}`;
  return { kind, failures: [{ where: `${kind.name} requests`, detail }] };
}
