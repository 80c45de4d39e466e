/** Readers that send requests to a replica without end, and record every response that is wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';
import { compareVersions } from '../../taxonomy/version.ts';

export interface ReadReport {
  readonly reads: number;
  /** The status was neither 2xx nor 304, or there was no response. */
  readonly failed: number;
  /** The response had an older version than one that had already arrived from the same replica. */
  readonly wentBack: number;
  readonly slowestMs: number;
  /** The first few failures, one sentence each. */
  readonly details: readonly string[];
}

export interface Readers {
  stop(): Promise<ReadReport>;
}

const readersPerReplica = 4;
// The readers share the machine with the servers.
const pauseMs = 10;
const patienceMs = 10_000;
const keptDetails = 5;

/** @param sinces the versions from which deltas are requested; the list may grow meanwhile */
export function startReaders(origin: string, sinces: readonly string[]): Readers {
  const seen = new Seen();
  const stopped = new AbortController();
  const keepReading = async () => {
    let tag = '';
    while (!stopped.signal.aborted) {
      for (const request of requestsTo(origin, sinces, tag)) {
        tag = (await seen.read(request)) ?? tag;
        await sleep(pauseMs);
      }
    }
  };
  const readers = Array.from({ length: readersPerReplica }, keepReading);
  return {
    async stop() {
      stopped.abort();
      await Promise.all(readers);
      return seen.report;
    },
  };
}

/** What all readers of one replica have seen. */
class Seen {
  readonly report = { reads: 0, failed: 0, wentBack: 0, slowestMs: 0, details: [] as string[] };
  #newest = '0.0.0';

  /** Returns the entity tag of the response, if it has one. */
  async read(request: Request): Promise<string | undefined> {
    const known = this.#newest;
    const start = performance.now();
    this.report.reads += 1;
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
      const text = await response.text();
      this.report.slowestMs = Math.max(this.report.slowestMs, performance.now() - start);
      if (!response.ok && response.status !== 304) throw new Error(`${response.status} ${text}`);
      const { version = known }: { version?: string } = text === '' ? {} : JSON.parse(text);
      this.#compare(version, known, request);
      return response.headers.get('ETag') ?? undefined;
    } catch (error) {
      this.report.failed += 1;
      this.#note(`${request.method} ${request.url}: ${error}`);
      return undefined;
    }
  }

  /** @param known the newest version that had arrived when the request was sent */
  #compare(version: string, known: string, { url }: Request): void {
    if (compareVersions(version, known) < 0) {
      this.report.wentBack += 1;
      this.#note(`${version} after ${known}: ${url}`);
    }
    if (compareVersions(version, this.#newest) > 0) this.#newest = version;
  }

  #note(detail: string): void {
    if (this.report.details.length < keptDetails) this.report.details.push(detail);
  }
}

/** The full sync comes last. `tag` is the entity tag of the one before. */
function requestsTo(origin: string, sinces: readonly string[], tag: string): Request[] {
  const since = sinces[Math.floor(Math.random() * sinces.length)] ?? '';
  return [
    new Request(`${origin}${routes.listLayers.path}`),
    new Request(`${origin}${routes.convertHfnToMfa.path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ hfn: 'S.POP.HPM.001' }),
    }),
    new Request(`${origin}${routes.getIncrementalSync.path}?since=${since}`),
    new Request(`${origin}${routes.getFullSync.path}`, { headers: tag ? { 'If-None-Match': tag } : {} }),
  ];
}
