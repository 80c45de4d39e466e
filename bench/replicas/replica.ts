/** What the proof asks of a replica, by HTTP alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';

export interface Publication {
  readonly status: number;
  /** The version that it became; none when it was refused. */
  readonly version?: string;
  /** Whether a refusal says that it is for now, and when to come again. */
  readonly saysWhenToRetry: boolean;
  readonly ms: number;
}

const pollMs = 10;
const patienceMs = 30_000;

/** Publishes the content that the replica serves with one description changed. */
export async function publishAt(
  origin: string,
  description: string,
  headers: Readonly<Record<string, string>>,
): Promise<Publication> {
  const { layers, aliases } = await (await fetch(`${origin}${routes.getTaxonomy.path}`)).json();
  const [first, ...others] = layers;
  const body = JSON.stringify({ layers: [{ ...first, description }, ...others], aliases });
  const start = performance.now();
  const response = await fetch(`${origin}${routes.publishRelease.path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer = await response.json();
  const ms = performance.now() - start;
  const saysWhenToRetry = answer.type === '/problems/unavailable' && response.headers.has('Retry-After');
  const { version } = answer;
  return { status: response.status, ...(version !== undefined && { version }), saysWhenToRetry, ms };
}

export async function currentVersion(origin: string): Promise<string> {
  const { version } = await (await fetch(`${origin}${routes.getVersion.path}`)).json();
  return version;
}

/** @throws Error when the replica tells load balancers to take it away: it has a snapshot to serve. */
export async function healthStatus(origin: string): Promise<string> {
  const response = await fetch(`${origin}${routes.getHealth.path}`);
  const { status } = await response.json();
  if (response.ok) return status;
  throw new Error(`${origin} is ${status}, and answers ${response.status} though it can serve`);
}

export async function listVersions(origin: string): Promise<string[]> {
  const { releases } = await (await fetch(`${origin}${routes.listReleases.path}`)).json();
  return releases.map(({ version }: { version: string }) => version);
}

/** Milliseconds from `start` until it holds. @throws Error that says what did not happen. */
export async function timeUntil(what: string, start: number, holds: () => Promise<boolean>): Promise<number> {
  while (!(await holds())) {
    if (performance.now() - start > patienceMs) throw new Error(`after ${patienceMs} ms still not: ${what}`);
    await sleep(pollMs);
  }
  return performance.now() - start;
}
