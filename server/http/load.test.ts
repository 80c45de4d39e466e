import { EventEmitter, once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { handlers } from '../operations.ts';
import { startTestService } from '../testing/start-test-service.ts';
import { createTestIssuer } from '../testing/test-issuer.ts';
import { createLoad, isSmall, smallBodyBytes } from './load.ts';
import { exchange, statusesIn } from './testing/messages/index.ts';
import { post as write } from './testing/messages/write.ts';

const batchOf = (length: number) => ({
  direction: 'hfn-to-mfa',
  addresses: Array(length).fill('S.POP.HPM.001'),
});

it('large bodies → use up as much of the quota as several requests', async () => {
  const service = await startTestService({ environment: { RATE_LIMIT: '20' } });
  const batch = batchOf(10_000);
  const statuses = [];
  for (const _time of [1, 2, 3])
    statuses.push((await service.post('/api/taxonomy/convert/batch', batch)).status);
  expect(statuses).toEqual([200, 429, 429]);
  await service.close();
});

it.each([
  ['no body', {}, true],
  ['a body of 8 KiB', { 'content-length': `${smallBodyBytes}` }, true],
  ['a longer body', { 'content-length': `${smallBodyBytes + 1}` }, false],
  ['a compressed body', { 'content-length': '100', 'content-encoding': 'gzip' }, false],
  ['a body of unknown length', { 'transfer-encoding': 'chunked' }, false],
])('%s → small: %s', (_, headers, want) => {
  expect(isSmall(Object.assign(new IncomingMessage(new Socket()), { headers }))).toBe(want);
});

describe('large requests', () => {
  const newResponse = () => new ServerResponse(new IncomingMessage(new Socket()));
  async function turns() {
    for (let count = 0; count < 3; count += 1) await nextTurn();
  }
  /** A load with this many requests. Names those that have run. */
  function loadWith(count: number) {
    const load = createLoad();
    const ran: number[] = [];
    const responses = Array.from({ length: count }, newResponse);
    for (const [index, response] of responses.entries()) load.inTurn(response, () => ran.push(index));
    return { load, ran, responses };
  }

  it('the response to one is made, or its connection is closed → the next one runs, and not before', async () => {
    const { ran, responses } = loadWith(3);
    expect(ran).toEqual([]);
    await turns();
    expect(ran).toEqual([0]);
    responses[0]?.emit('prefinish');
    await turns();
    expect(ran).toEqual([0, 1]);
    responses[1]?.emit('close');
    await turns();
    expect(ran).toEqual([0, 1, 2]);
  });

  it('the client of one is gone when its turn comes → it does not run, and the next one does', async () => {
    const { ran, responses } = loadWith(3);
    await turns();
    Object.defineProperty(responses[1], 'closed', { value: true });
    responses[0]?.emit('prefinish');
    await turns();
    expect(ran).toEqual([0, 2]);
  });

  it('ten wait → a further one is refused, until one of them runs', async () => {
    const { load, responses } = loadWith(11);
    await turns();
    expect(load.refuseWhenFull).toThrow('Try again in 2 seconds.');
    responses[0]?.emit('prefinish');
    await turns();
    expect(load.refuseWhenFull).not.toThrow();
  });
});

it('large requests wait for a slow handler → the excess is 503, and neither small ones nor publishers are', async () => {
  const gate = new EventEmitter();
  const issuer = await createTestIssuer();
  const service = await startTestService({
    environment: { ...issuer.environment, RATE_LIMIT: '1000000' },
    handlers: {
      ...handlers,
      async convertBatch(...given) {
        await once(gate, 'open');
        return handlers.convertBatch(...given);
      },
    },
  });
  const convert = () => service.post('/api/taxonomy/convert/batch', batchOf(600));
  const pending = Array.from({ length: 12 }, convert);
  // The first that is responded to: the others wait for the gate.
  const refused = await Promise.race(pending);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  // Its body is not even read.
  const head = 'Content-Type: application/json\r\nContent-Length: 20000\r\n';
  const unread = await exchange(service.url, write(head, '', '/api/taxonomy/convert/batch'));
  expect(statusesIn(unread)).toEqual([503]);
  const small = await service.post('/api/taxonomy/convert/hfn-to-mfa', { hfn: 'S.POP.HPM.001' });
  const publication = { layers: [], aliases: [], note: 'x'.repeat(2 * smallBodyBytes) };
  const headers = { ...(await issuer.bearer()), 'If-Match': '"1.2.3"' };
  const published = await service.post('/api/taxonomy/releases', publication, headers);
  expect([small.status, published.status]).toEqual([200, 400]);
  const opening = setInterval(() => gate.emit('open'), 1);
  const statuses = (await Promise.all(pending)).map(({ status }) => status);
  clearInterval(opening);
  expect(statuses.toSorted()).toEqual([...Array(11).fill(200), 503]);
  await service.close();
  await issuer.close();
});
