/** What HTTP promises about the answers to GET, at every path that there is. */
import type { Operation } from '../../contract/model.ts';
import type { RawResponse } from '../http/send.ts';
import type { CheckingClient } from './checking-client.ts';
import { everyPath } from './every-path.ts';
import type { InvariantSpec } from './invariant.ts';

const encodings = ['identity', 'gzip', 'br'] as const;

export function httpInvariants(operations: readonly Operation[], isMock: boolean): InvariantSpec[] {
  const everywhere =
    (
      operation: Operation,
      verifyAt: (client: CheckingClient, operation: Operation, path: string) => Promise<void>,
    ) =>
    async (client: CheckingClient) => {
      const paths = await everyPath(client, operation, isMock);
      await Promise.all(paths.map((path) => verifyAt(client, operation, path)));
    };
  const gets = operations.filter(({ method }) => method === 'get');
  const cacheable = gets.filter(({ responses }) => responses.has(304));
  return [
    ...gets.map((operation) => ({
      name: `${operation.id} › HEAD`,
      group: 'HEAD is GET without its body',
      verify: everywhere(operation, headIsGet),
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › encodings`,
      group: 'every encoding has the same content',
      verify: everywhere(operation, sameContent),
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › If-None-Match`,
      group: '304 while the ETag is held',
      verify: everywhere(operation, revalidates),
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › every form of If-None-Match`,
      group: '304 while the ETag is held',
      verify: async (client: CheckingClient) => {
        const [path = operation.path] = await everyPath(client, operation, isMock);
        await understandsEveryForm(client, operation, path);
      },
    })),
  ];
}

async function headIsGet(
  { ask, equal }: CheckingClient,
  { id, responses }: Operation,
  path: string,
): Promise<void> {
  // Where nothing validates the answer it is made anew, and its length may differ.
  const differing = ['date', 'x-request-id', ...(responses.has(304) ? [] : ['content-length'])];
  const comparable = ({ headers }: RawResponse) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !differing.includes(name)));
  for (const encoding of ['identity', 'br']) {
    const headers = { 'accept-encoding': encoding };
    const get = await ask(id, { path, headers });
    const head = await ask(id, { path, headers, method: 'HEAD' });
    equal(`HEAD ${path} (${encoding}) headers`, 'GET', comparable(get), comparable(head));
  }
}

async function sameContent(
  { ask, equal, failures }: CheckingClient,
  { id }: Operation,
  path: string,
): Promise<void> {
  const answers = await Promise.all(
    [...encodings, 'none'].map(async (encoding) => ({
      encoding,
      answer: await ask(id, { path, headers: encoding === 'none' ? {} : { 'accept-encoding': encoding } }),
    })),
  );
  const [identity] = answers;
  for (const { encoding, answer } of answers) {
    const place = `GET ${path} (${encoding})`;
    const used = answer.headers['content-encoding'] ?? 'identity';
    if (used !== encoding && used !== 'identity') {
      failures.push({
        where: `${place} header content-encoding`,
        detail: `is ${used}, which was not asked for`,
      });
    }
    if (identity?.answer.body !== answer.body) failures.push({ where: place, detail: 'has other content' });
    for (const { encoding: other, answer: another } of answers) {
      const sameBytes = another.bytes.equals(answer.bytes);
      const sameTag = another.headers.etag === answer.headers.etag;
      equal(
        `${place} ETag, against ${other}:`,
        'bytes',
        sameBytes ? 'equal' : 'different',
        sameTag ? 'equal' : 'different',
      );
    }
  }
}

async function revalidates({ ask, equal }: CheckingClient, { id }: Operation, path: string): Promise<void> {
  for (const encoding of encodings) {
    const accepting = { 'accept-encoding': encoding };
    const { headers: fresh } = await ask(id, { path, headers: accepting });
    const headers = { ...accepting, 'if-none-match': String(fresh.etag) };
    const { headers: confirmed } = await ask(id, { path, headers, status: 304 });
    for (const name of ['etag', 'cache-control', 'vary']) {
      equal(`304 ${path} (${encoding}) header ${name}`, 'the 200', fresh[name], confirmed[name]);
    }
  }
}

/** The comparison is weak, of a list, or with anything (RFC 9110, 13.1.2); HEAD is confirmed like GET. */
async function understandsEveryForm(
  { ask, equal }: CheckingClient,
  { id }: Operation,
  path: string,
): Promise<void> {
  const fresh = await ask(id, { path });
  const held = String(fresh.headers.etag);
  for (const method of ['GET', 'HEAD']) {
    for (const form of [held, `W/${held}`, `"other", ${held}`, '*']) {
      const headers = { 'if-none-match': form };
      const confirmed = await ask(id, { path, method, headers, status: 304 });
      equal(`${method} ${path} header etag`, 'the 200', held, confirmed.headers.etag);
    }
    const renewed = await ask(id, { path, method, headers: { 'if-none-match': '"other"' } });
    equal(`${method} ${path} header etag`, 'the 200', held, renewed.headers.etag);
    if (method === 'GET') equal(`GET ${path} body`, 'the 200', fresh.body, renewed.body);
  }
}
