import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { readContract } from '../../contract/bundle-file.ts';
import type { Contract } from '../../contract/model.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Build } from '../build/read-build.ts';
import { readConfig } from '../config.ts';
import type { Handlers } from '../handler.ts';
import { startService } from '../service.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { ReleaseStore } from '../store/store.ts';

export interface TestServiceOptions {
  /** Variables as on the command line. The port is any free one. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly store?: ReleaseStore;
  readonly contract?: Contract;
  readonly handlers?: Handlers;
  readonly build?: Build;
}

export interface TestService {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  /** The text of the metrics, when METRICS_PORT is set. */
  metrics(): Promise<string>;
  /** Every logged line, parsed. */
  readonly logs: Record<string, unknown>[];
  request(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Unlike fetch, neither adds headers nor decodes the body. */
  raw(
    path: string,
    headers: Readonly<Record<string, string>>,
    method?: string,
    body?: string,
  ): Promise<RawResponse>;
  useContract(contract: Contract): Promise<void>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface RawResponse {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

// All services share it: reading the contract and compiling its schemas takes most of a start.
const bundled = readContract();

/** The real service on a free port, requested over HTTP. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const {
    environment,
    store = createMemoryStore(bundledReleases),
    contract = bundled,
    handlers,
    build,
  } = options;
  const logs: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const clock = { now: () => new Date(), uptime: () => 1500 };
  const config = readConfig({ PORT: '0', ...environment }, contract);
  const service = await startService({
    config,
    contract,
    store,
    clock,
    logger,
    droppedLines: () => 0,
    ...(handlers && { handlers }),
    ...(build && { build }),
  });
  const request = (path: string, init?: RequestInit) => fetch(service.url + path, init);
  return {
    url: service.url,
    logs,
    metricsUrl: service.metricsUrl,
    metrics: async () => (await fetch(service.metricsUrl ?? '')).text(),
    request,
    post: (path, body, headers) =>
      request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    raw: (path, headers, method = 'GET', body = '') => sendRaw(service.url + path, { headers, method }, body),
    useContract: service.useContract,
    drain: service.drain,
    close: service.close,
  };
}

function sendRaw(url: string, options: RequestOptions, body: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { ...options, agent: false }, async (response) => {
      resolve({ status: response.statusCode, headers: response.headers, body: await buffer(response) });
    })
      .on('error', reject)
      .end(body);
  });
}
