/** The replicas: how they start, and what the bench requests from one. */
import { routes } from '../../generated/operations.ts';
import { type StartedServer, startServer } from '../../lib/process.ts';
import { readJson, readyPath, unlimitedProduction } from '../lib/api.ts';
import { renameOne } from '../lib/taxonomies.ts';

/** Adds each replica that starts to `started`, also when another fails. @throws Unreachable when one fails */
export async function startReplicas(
  started: StartedServer<'PORT'>[],
  count: number,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const env = { ...unlimitedProduction, LOG_LEVEL: 'warn', ...variables };
  const start = async () => {
    started.push(await startServer('server/main.ts', ['PORT'], { env, readyPath }));
  };
  const starts = await Promise.allSettled(Array.from({ length: count }, start));
  for (const settled of starts) if (settled.status === 'rejected') throw settled.reason;
}

export interface Publication {
  readonly status: number;
  /** The version of the new release; absent when the publication was refused. */
  readonly version?: string;
  /** Whether the refusal is temporary and has `Retry-After`. */
  readonly saysWhenToRetry: boolean;
  readonly ms: number;
}

/** Publishes what the replica serves, with one node renamed. */
export async function publishAt(
  origin: string,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<Publication> {
  const current = await readJson(origin, 'getTaxonomy');
  const body = JSON.stringify(renameOne(current, name));
  const start = performance.now();
  const response = await fetch(`${origin}${routes.publishRelease.path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'If-Match': `"${current.version}"`, ...headers },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const { type, version } = (await response.json()) as { type?: string; version?: string };
  const ms = performance.now() - start;
  const saysWhenToRetry = type === '/problems/unavailable' && response.headers.has('Retry-After');
  return { status: response.status, ...(version !== undefined && { version }), saysWhenToRetry, ms };
}

/** @throws Error when health is not 2xx: load balancers would remove the replica, though it has a snapshot */
export async function healthStatus(origin: string): Promise<string> {
  const response = await fetch(`${origin}${routes.getHealth.path}`);
  const { status } = (await response.json()) as { status: string };
  if (response.ok) return status;
  throw new Error(`${origin} is ${status} and responds ${response.status} though it can serve`);
}

/** Newest first. */
export async function listVersions(origin: string): Promise<string[]> {
  const { releases } = await readJson(origin, 'listReleases');
  return releases.map(({ version }) => version);
}
