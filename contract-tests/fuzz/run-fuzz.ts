import fc from 'fast-check';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { createChecks } from '../checks/create-checks.ts';
import { curlOf } from '../http/curl.ts';
import { keepAlive } from '../http/keep-alive.ts';
import type { Credentials } from '../targets/credentials.ts';
import { type GeneratedRequest, type Kind, kindsOf } from './generated-requests.ts';
import { oracle } from './oracle.ts';
import { readSource } from './source.ts';

/** Where what is published changes nothing, and the credentials that it takes. */
export interface Publishing {
  readonly url: string;
  readonly credentials: Credentials;
}

export interface FuzzOptions {
  readonly url: string;
  /** Without it, nothing is sent that could be published. */
  readonly publishing?: Publishing | undefined;
  readonly contract: Contract;
  /** How many requests. Of a kind that fails, the rest are not sent. */
  readonly runs: number;
  /** An integer; with the same data the same seed generates the same requests. */
  readonly seed: number;
}

export interface FuzzReport {
  readonly url: string;
  readonly runs: number;
  readonly seed: number;
  /** How often each status was answered: which answers the requests were able to reach. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly FuzzFailure[];
  readonly durationMs: number;
}

/** The smallest request of its kind that was answered wrong. */
export interface FuzzFailure {
  readonly operation: string;
  /** What is wrong with the request; without it the request is valid. */
  readonly fault?: string;
  readonly failures: readonly Failure[];
  /** The command that repeats it. */
  readonly curl: string;
}

type Attempt = (kind: Kind, generated: GeneratedRequest) => Promise<Failure[]>;

// A target that is slow to fail is slow to every smaller request, too.
const shrinkMs = 10_000;

/**
 * Sends generated requests, the kinds side by side, and looks for an answer that the contract does not allow.
 *
 * @throws when the target answers 429: what a limiter refuses, nobody has tested.
 */
export async function runFuzz({ url, publishing, contract, runs, seed }: FuzzOptions): Promise<FuzzReport> {
  const started = performance.now();
  const source = await readSource(contract, url);
  const checkOf = createChecks(contract);
  const urlOf = ({ scopes }: Operation) => (scopes && publishing?.url) || url;
  const toTarget = keepAlive(url);
  const toPublish = keepAlive(publishing?.url ?? url);
  const close = () => {
    toTarget.close();
    toPublish.close();
  };
  const answers = new Map<number, number>();

  const attempt: Attempt = async ({ operation }, generated) => {
    if (answers.has(429)) return [];
    const connections = operation.scopes ? toPublish : toTarget;
    const received = await connections.send(generated.request).catch(String);
    if (typeof received === 'string') return [{ where: 'connection', detail: received }];
    answers.set(received.status, (answers.get(received.status) ?? 0) + 1);
    return oracle(checkOf, operation, generated, received);
  };
  const searches = kindsOf(source, runs, publishing?.credentials).map((kind) =>
    smallestFailure(kind, seed, attempt),
  );
  const found = await Promise.all(searches).finally(close);
  if (answers.has(429))
    throw new Error(`${url} limits its callers to less than the ${runs} requests of a run`);
  const failures = found
    .filter((one) => one !== undefined)
    .map(({ kind, generated: { request, fault }, failures }) => ({
      operation: kind.operation.id,
      ...(fault !== undefined && { fault }),
      failures,
      curl: curlOf(urlOf(kind.operation), request),
    }));
  return {
    url,
    runs,
    seed,
    answers: Object.fromEntries(answers),
    failures,
    durationMs: Math.round(performance.now() - started),
  };
}

interface Found {
  readonly kind: Kind;
  readonly generated: GeneratedRequest;
  readonly failures: readonly Failure[];
}

async function smallestFailure(kind: Kind, seed: number, attempt: Attempt): Promise<Found | undefined> {
  let smallest: Found | undefined;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const isRight = async (generated: GeneratedRequest) => {
    if (performance.now() > giveUpAt) return true;
    const failures = await attempt(kind, generated);
    if (failures.length === 0) return true;
    // fast-check goes on from the last that failed, so that the last is the smallest.
    smallest = { kind, generated, failures };
    giveUpAt = Math.min(giveUpAt, performance.now() + shrinkMs);
    return false;
  };
  const property = fc.asyncProperty(kind.requests, isRight);
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: kind.runs });
  // It is our own code that threw.
  if (failed && !smallest) throw errorInstance;
  return smallest;
}
