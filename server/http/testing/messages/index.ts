/** Raw messages, right and wrong, with what this service responds. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { contents, lengths } from './bodies.ts';
import { chunkSyntax, codings } from './codings.ts';
import { connectionOptions, ended, pipelines } from './connections.ts';
import { expectations, fields, knownFields } from './headers.ts';
import { hosts, requestLines, targets } from './hosts-and-targets.ts';
import type { RawMessage } from './write.ts';

const second = 'GET /api/taxonomy/version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

const followed: readonly RawMessage[] = [
  ...[...pipelines, ...connectionOptions],
  ...[...hosts, ...targets, ...requestLines, ...fields, ...knownFields, ...expectations],
  ...[...codings, ...chunkSyntax, ...lengths, ...contents],
];

export interface RawCase {
  readonly name: string;
  readonly text: string;
  readonly statuses: readonly number[];
  /** Whether the client ends its side. Otherwise a second request follows. */
  readonly ends: boolean;
}

export const rawCases: readonly RawCase[] = [
  ...followed.map(([name, text, ...statuses]) => ({ name, text: text + second, statuses, ends: false })),
  ...ended.map(([name, text, ...statuses]) => ({ name: `${name}, ended`, text, statuses, ends: true })),
];

/** Sends a raw message. Returns one sentence for each thing that is wrong with the responses. */
export async function findWrong(url: string, { text, statuses, ends }: RawCase): Promise<string[]> {
  const received = await exchange(url, text, ends);
  const found = statusesIn(received);
  const heads = [...received.matchAll(/HTTP\/1\.1 [45][\s\S]*?\r\n\r\n/g)].map(([head]) => head);
  return [
    ...(found.join() === statuses.join()
      ? []
      : [`statuses ${found.join(', ')} and not ${statuses.join(', ')}`]),
    ...problemHeaders.flatMap((header) =>
      heads.filter((head) => !header.test(head)).map((head) => `no ${header} in ${head}`),
    ),
  ];
}

const problemHeaders = [/^Content-Type: application\/problem\+json/im, /^Date: /im, /^X-Request-Id: /im];

export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
}

/** Sends bytes, a character for each, and reads until the server closes. */
export function exchange(url: string, message: string, ends = false): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  if (ends) socket.end(message, 'latin1');
  else socket.write(message, 'latin1');
  return text(socket);
}
