/** One poll: what to ask for, and what the responses mean. */
import { isObject, type JsonObject } from '../../../contract/json.ts';
import type { routes } from '../../../generated/operations.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import type { Get, Got } from './get.ts';
import type { SyncError } from './model.ts';
import type { SyncEvent } from './transitions.ts';
import { verifyChanges, verifyFullSync } from './verify.ts';

// The compiler compares them with the contract. To import all routes would cost half a kilobyte.
const changesPath: (typeof routes)['getIncrementalSync']['path'] = '/api/taxonomy/sync/incremental';
const everythingPath: (typeof routes)['getFullSync']['path'] = '/api/taxonomy/sync';

export interface PollOutcome {
  readonly event: Extract<SyncEvent, { type: 'confirmed' | 'updated' | 'older' | 'failed' | 'denied' }>;
  /** What the service wants between two polls, in milliseconds. */
  readonly cacheTimeout?: number;
}

export interface PollOptions {
  readonly get: Get;
  /** Whether to load everything past the caches on the way: what they gave before could not be used. */
  readonly past: boolean;
  /** Says whether everything may be loaded now, and hears that it was. */
  readonly fullLoads: { allowed(): boolean; loaded(): void };
}

/** @param copy what there is: without it everything is loaded, with it what changed, where that is possible */
export async function poll(copy: Release | undefined, options: PollOptions): Promise<PollOutcome> {
  return (copy && (await pollChanges(copy, options))) ?? pollEverything(copy, options);
}

/** @returns `undefined` when the changes cannot be had, or do not lead to the content that they announce */
async function pollChanges(copy: Release, { get }: PollOptions): Promise<PollOutcome | undefined> {
  // What is about another release comes from a cache on the way, so the second request asks past all of them.
  for (const past of [false, true]) {
    const got = await get(changesPath, { since: copy.version }, past);
    if ('error' in got && got.status !== 409) return got.status === 410 ? undefined : failed(got);
    if ('error' in got || got.body.since !== copy.version || isOlder(got.body, copy)) continue;
    if (got.body.version === copy.version)
      return checksumIn(got.body) === copy.checksum
        ? { event: { type: 'confirmed' }, ...timeoutIn(got.body) }
        : undefined;
    const release = await verifyChanges(copy, got.body);
    return release && updated(release, got.body);
  }
  return older(copy);
}

async function pollEverything(
  copy: Release | undefined,
  { get, past, fullLoads }: PollOptions,
): Promise<PollOutcome> {
  if (!fullLoads.allowed()) return failed({ error: mismatch('The release after the changes does') });
  const got = await get(everythingPath, {}, past || copy !== undefined);
  if ('error' in got) return failed(got);
  fullLoads.loaded();
  if (copy && isOlder(got.body, copy)) return older(copy);
  const release = await verifyFullSync(got.body);
  return release ? updated(release, got.body) : failed({ error: mismatch('The release does') });
}

const mismatch = (what: string): SyncError => ({
  code: 'checksum-mismatch',
  message: `${what} not have the checksum that is announced. Look for a cache on the way.`,
});

function updated(copy: Release, body: JsonObject): PollOutcome {
  return { event: { type: 'updated', copy, source: 'network' }, ...timeoutIn(body) };
}

function older({ version }: Release): PollOutcome {
  const message = `The service has an older release than ${version}. Look for a cache on the way.`;
  return { event: { type: 'older', error: { code: 'behind', message } } };
}

function failed({ error, retryAfterMs }: Extract<Got, { error: SyncError }>): PollOutcome {
  if (error.code === 'refused') return { event: { type: 'denied', error } };
  return { event: { type: 'failed', error, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

function isOlder({ version }: JsonObject, copy: Release): boolean {
  try {
    return compareVersions(String(version), copy.version) < 0;
  } catch {
    return false;
  }
}

function metadataIn({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}

function checksumIn(body: JsonObject): unknown {
  return metadataIn(body).checksum;
}

function timeoutIn(body: JsonObject): { cacheTimeout?: number } {
  const { cacheTimeout } = metadataIn(body);
  return typeof cacheTimeout === 'number' ? { cacheTimeout } : {};
}
