// A fleet of clients that keep in step, simulated: the code of the client decides when each asks, and what an answer
// costs was measured, in turns of 10 ms. The service is one process, so answers wait for each other.
import { stallMs } from '../../client/src/sync/get.ts';
import { delayOf } from '../../client/src/sync/next-poll.ts';
import type { Answer, Costs } from './costs.ts';

export interface Plan {
  readonly clients: number;
  readonly intervalMs: number;
  readonly seconds: number;
  readonly costs: Costs;
  /** Clients without a copy start during this time. Without it, all are in step at the beginning. */
  readonly startsWithinMs?: number;
  readonly publishMs?: number;
  /** The delta would be larger than the full state: clients get 410 and load everything past caches, or, as proposed, not. */
  readonly loads?: 'past' | 'cached';
  readonly outageMs?: readonly [from: number, to: number];
  /** How long a cache in front answers from a copy; 0 without a cache. */
  readonly cacheMs: number;
  readonly parts: Readonly<Record<string, readonly [from: number, to: number]>>;
}

/** What happened in a second. `inStep`: clients with the newest release whose last poll succeeded, at its end. */
export type Second = Record<'requests' | 'failed' | 'service' | 'bytes' | 'serviceUs' | 'inStep', number>;
const nothing: Second = { requests: 0, failed: 0, service: 0, bytes: 0, serviceUs: 0, inStep: 0 };
export const emptySeconds = (length: number) => Array.from({ length }, () => ({ ...nothing }));

/** 0 without a copy, 1 for the release of the beginning, 2 for the one that is published. */
type Version = 0 | 1 | 2;
type Client = { failures: number; version: Version };
const newestAt = ({ publishMs }: Plan, now: number) => (publishMs && now >= publishMs ? 2 : 1);

export function simulate(plan: Plan): Second[] {
  const { intervalMs: interval, startsWithinMs } = plan;
  const seconds = emptySeconds(plan.seconds);
  const ask = createService(plan, seconds);
  const due = Array.from({ length: plan.seconds * 100 }, (): Client[] => []);
  const wait = (client: Client, ms: number) => due[Math.ceil(ms / 10)]?.push(client);
  // By version, clients whose last poll succeeded.
  const inStep = [0, startsWithinMs ? 0 : plan.clients, 0] as [number, number, number];
  const poll = (client: Client, now: number) => {
    const { version, failures } = client;
    const got = ask(version, now, version === 0 && failures > 0);
    // As poll.ts of the client does it: what it loads after 410 comes past the caches.
    const { at, answer, held } = got.answer === 'gone' ? ask(0, got.at, plan.loads === 'past') : got;
    Object.assign(client, answer ? { failures: 0, version: held } : { failures: failures + 1 });
    if (version > 0 && failures === 0) inStep[version] -= 1;
    if (answer) inStep[held] += 1;
    wait(client, at + delayOf(answer ? 'interval' : 'backoff', { ...client, interval }));
  };
  const first = { failures: 0, version: startsWithinMs ? 0 : 1 } as const;
  for (let client = 0; client < plan.clients; client += 1)
    wait({ ...first }, Math.random() * (startsWithinMs ?? delayOf('interval', { failures: 0, interval })));
  for (const [turn, clients] of due.entries()) {
    for (const client of clients) poll(client, turn * 10);
    const second = turn % 100 === 99 && seconds[(turn - 99) / 100];
    if (second) second.inStep = inStep[newestAt(plan, turn * 10)];
  }
  return seconds;
}

/** When it came, what it was (undefined when there was none), and the version that the client then has. */
type Got = { readonly at: number; readonly answer?: Answer; readonly held: 1 | 2 };

/** @returns asks for the changes since a version, or for everything since 0, past the cache or not */
function createService(plan: Plan, seconds: readonly Second[]) {
  const { costs, outageMs: [from, to] = [0, 0], cacheMs } = plan;
  const copies = new Map<Version, Got>();
  let freeAt = 0;
  const respond = (since: Version, now: number, second: Second): Got => {
    const held = newestAt(plan, now);
    second.service += 1;
    if (now >= from && now < to) return { at: now, held };
    // As in the client, a request without a byte ends.
    if (freeAt - now > stallMs) return { at: now + stallMs, held };
    const answer = since === 0 ? 'full' : since === held ? 'unchanged' : plan.loads ? 'gone' : 'delta';
    const { median } = costs[answer][cacheMs ? 'kept' : 'alone'];
    second.serviceUs += median;
    freeAt = Math.max(now, freeAt) + median / 1000;
    return { at: freeAt, answer, held };
  };
  return (since: Version, now: number, isPast: boolean): Got => {
    const second = seconds[Math.floor(now / 1000)] ?? ({} as Second);
    const copy = isPast ? undefined : copies.get(since);
    // Until the first answer is there, the micro-cache lets others pass, too. It keeps no problems.
    const isKept = copy && now >= copy.at && now < copy.at + cacheMs;
    const got = isKept ? { ...copy, at: now } : respond(since, now, second);
    const isFirst = !copy || now >= copy.at + cacheMs;
    if (isFirst && !isPast && got.answer && got.answer !== 'gone') copies.set(since, got);
    second.requests += 1;
    second.failed += got.answer ? 0 : 1;
    second.bytes += got.answer ? costs[got.answer].bytes.median : 0;
    return got;
  };
}
