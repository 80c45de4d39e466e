/** A server whose handler calls, log lines and responses are recorded, so that two servers can be compared. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { readContract } from '../../../../contract/bundle-file.ts';
import { bundledReleases } from '../../../../taxonomy/releases/index.ts';
import { createApp } from '../../../app.ts';
import { readConfig } from '../../../config.ts';
import type { Handlers } from '../../../handler.ts';
import { handlers } from '../../../operations.ts';
import { createMemoryStore } from '../../../store/memory-store.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

interface Line {
  readonly msg: string;
}

// All servers share it: reading it takes most of a start.
const bundled = readContract();
// One moment for all servers, whose responses are compared. Tokens are made for about this time.
const startedAt = new Date();

/** @param beforeLine called with each log line; what it throws is thrown by the logger */
export async function startRecordingServer(
  environment: Readonly<Record<string, string>>,
  replacedHandlers: Partial<Handlers> = {},
  beforeLine: (line: Line) => void = () => {},
  contract = bundled,
) {
  const logs: unknown[] = [];
  const responseTimes: number[] = [];
  const calls = new Map<string, number>();
  const write = (line: string) => {
    const { time, pid, hostname, reqId, buildMs, ...entry } = JSON.parse(line);
    beforeLine(entry);
    if (entry.req) delete entry.req.id;
    if ('responseTime' in entry) responseTimes.push(entry.responseTime);
    // Response times differ. No request here takes a minute.
    if (entry.responseTime >= 0 && entry.responseTime < 60_000) entry.responseTime = 'plausible';
    logs.push(entry);
  };
  const counted = Object.entries({ ...handlers, ...replacedHandlers }).map(([id, handler]) => [
    id,
    (input: never, dependencies: never) => {
      calls.set(id, (calls.get(id) ?? 0) + 1);
      return handler(input, dependencies);
    },
  ]);
  const app = createApp({
    config: readConfig({ RATE_LIMIT: '999999', ...environment }, contract),
    contract,
    store: createMemoryStore(bundledReleases),
    clock: { now: () => startedAt, uptime: () => 1500 },
    logger: pino({ level: 'info' }, { write }),
    handlers: Object.fromEntries(counted) as Handlers,
  });
  await app.snapshots.load();
  const server = app.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    logs,
    responseTimes,
    called: (id: string) => calls.get(id) ?? 0,
    send: (sent: Sent, pauses?: Pauses) => send(port, sent, pauses),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** In milliseconds: within the request body, and before the response is read. */
interface Pauses {
  readonly sending?: number;
  readonly reading?: number;
}

async function send(
  port: number,
  { method, path, headers, body = '' }: Sent,
  { sending, reading }: Pauses = {},
) {
  const length =
    body === '' || headers?.['transfer-encoding'] ? {} : { 'content-length': Buffer.byteLength(body) };
  const outgoing = httpRequest({
    port,
    method,
    path,
    headers: { ...length, ...headers } as OutgoingHttpHeaders,
  });
  const responding: Promise<IncomingMessage> = once(outgoing, 'response').then(([response]) => response);
  if (sending) {
    outgoing.write(body.slice(0, 3));
    await sleep(sending);
    outgoing.end(body.slice(3));
  } else outgoing.end(body);
  const response = await responding;
  if (reading) await sleep(reading);
  return {
    status: response.statusCode,
    headers: stable(response.rawHeaders, path),
    body: stableBody(await buffer(response), String(response.headers['content-type'])),
  };
}

// Keeps the order. Masks the values that differ between any two responses, such as the latency of the store.
function stable(rawHeaders: readonly string[], path: string): string[] {
  return rawHeaders.map((text, index) => {
    const name = rawHeaders[index - (index % 2)]?.toLowerCase();
    if (index % 2 === 0) return text;
    if (name === 'date') return 'today';
    if (name === 'content-length' && path.endsWith('/health')) return 'some';
    if (name === 'x-request-id') return text.replace(/^[0-9a-f-]{36}$/, 'made');
    return name === 'ratelimit' ? text.replace(/t=\d+/, 't=soon') : text;
  });
}

function stableBody(bytes: Buffer, type: string): string {
  if (!type.includes('json')) return bytes.toString('base64');
  return bytes
    .toString('latin1')
    .replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"made"')
    .replace(/"latencyMs":[\d.e-]+/, '');
}
