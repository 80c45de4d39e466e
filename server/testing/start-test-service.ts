import { pino } from 'pino';
import { readContract } from '../../contract/bundle-file.ts';
import type { Contract } from '../../contract/model.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { readConfig } from '../config.ts';
import { startService } from '../service.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { ReleaseStore } from '../store/store.ts';

export interface TestServiceOptions {
  /** As on the command line; the port is any free one. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly store?: ReleaseStore;
  readonly contract?: Contract;
}

export interface TestService {
  readonly url: string;
  /** Every line that was logged, parsed. */
  readonly logs: Record<string, unknown>[];
  request(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** The real service on a free port, talked to over HTTP. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { environment, store = createMemoryStore(bundledReleases), contract = readContract() } = options;
  const logs: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const clock = { now: () => new Date(), uptime: () => 1500 };
  const config = readConfig({ PORT: '0', ...environment });
  const service = await startService({ config, contract, store, clock, logger });
  const request = (path: string, init?: RequestInit) => fetch(service.url + path, init);
  return {
    url: service.url,
    logs,
    request,
    post: (path, body, headers) =>
      request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: service.close,
  };
}
