/** A service of releases behind a network and a cache that do what they want. Time is that of fake timers. */
import { checksum } from '../../../../taxonomy/canonical.ts';
import { diff } from '../../../../taxonomy/diff.ts';
import { layer, leaf, pop } from '../../../../taxonomy/testing/small-trees.ts';
import { countNodes, type Release } from '../../../../taxonomy/tree.ts';
import { compareVersions } from '../../../../taxonomy/version.ts';

/** What happens to a request. */
export const faults = [
  'none',
  'drop',
  'slow',
  'stalls',
  'truncated',
  '500',
  '503',
  '429',
  '401',
  'portal',
  'wrong checksum',
  'wrong changes',
  'expired',
  'stale cache',
  'stubborn cache',
  'put back',
] as const;
export type Fault = (typeof faults)[number];

interface Sent {
  readonly time: number;
  readonly path: string;
  /** Whether the whole body of a full release was sent. */
  isFull: boolean;
}

export const everyMs = 60_000;

/** Release 1.n.0 has n subcategories and a name that tells n. */
export function releaseOf(minor: number): Release {
  const leaves = Array.from({ length: (minor % 7) + 1 }, (_, index) =>
    leaf(`A${String(index).padStart(2, '0')}`, String(index + 1).padStart(3, '0'), { name: `Name ${minor}` }),
  );
  const taxonomy = { layers: [layer('S', '2', pop(...leaves))], aliases: [] };
  return {
    version: `1.${minor}.0`,
    checksum: checksum(taxonomy),
    lastUpdated: '2026-01-01T00:00:00Z',
    ...taxonomy,
  };
}

export class HostileService {
  minor = 0;
  fault: Fault = 'none';
  readonly sent: Sent[] = [];
  private cached = 0;

  publish(): void {
    this.minor += 1;
  }

  readonly fetch = async (url: string, { cache, signal }: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const sent = { time: performance.now(), path: pathname, isFull: false };
    this.sent.push(sent);
    const { fault } = this;
    if (fault === 'drop') throw new TypeError('connection refused');
    if (fault === 'slow' || fault === 'stalls') await wait(fault === 'slow' ? 7_000 : 1e9, signal);
    if (/^\d+$/.test(fault)) return problem(Number(fault), fault === '401' ? {} : { 'retry-after': '30' });
    if (fault === 'portal') return new Response('<p>Sign in', { headers: { 'content-type': 'text/html' } });
    const since = searchParams.get('since');
    const isCached = fault === 'stubborn cache' || (fault === 'stale cache' && cache !== 'reload');
    // A cache gives what it got once, also for another `since`.
    if (!isCached) this.cached = this.minor;
    const current = releaseOf(fault === 'put back' ? Math.max(0, this.minor - 1) : this.cached);
    const body = since === null ? full(current) : changes(since, current, fault);
    if (body instanceof Response) return body;
    if (fault === 'wrong checksum') body.metadata.checksum = 'f'.repeat(64);
    const text = JSON.stringify(body);
    sent.isFull = since === null && fault !== 'truncated';
    return json(fault === 'truncated' ? text.slice(0, text.length / 2) : text);
  };
}

/** The body of a full sync. */
export function full(release: Release) {
  const { version, layers, aliases } = release;
  return { version, data: { layers, aliases }, metadata: metadataOf(release) };
}

function changes(since: string, current: Release, fault: Fault) {
  const order = compareVersions(since, current.version);
  if (order > 0) return problem(409);
  if (fault === 'expired') return problem(410);
  const before = releaseOf(Number(since.split('.')[1]));
  const all = order === 0 ? [] : diff(before, current);
  const sent = fault === 'wrong changes' ? all.slice(1) : all;
  return { version: current.version, since, changes: sent, metadata: metadataOf(current) };
}

function metadataOf(release: Release) {
  const { checksum, lastUpdated: generatedAt } = release;
  return { ...countNodes(release), checksum, generatedAt, cacheTimeout: everyMs };
}

function json(body: string, status = 200, headers = {}): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });
}

function problem(status: number, headers = {}): Response {
  return json(JSON.stringify({ status, title: 'No', detail: 'It does not work.' }), status, headers);
}

function wait(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
