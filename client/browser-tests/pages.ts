/** Tabs with a copy that is kept in step, and what the tests read of them. */
import { until } from '../../lib/until.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { SyncState } from '../src/sync/model.ts';
import type { Browser, Tab } from './engines/model.ts';
import type { PageServer } from './page-server.ts';

/** A sync sends at most three requests in ten seconds, so a shorter interval would not be kept. */
export const intervalMs = 4_000;

export interface SyncOptions {
  /** Statements that the page runs before the sync is created. */
  readonly before?: string;
  /** Members of the options, as source text. */
  readonly options?: string;
}

/** Starts `sync` in a tab. Its states are in `states`. */
export async function startSync(tab: Tab, { before = '', options = '' }: SyncOptions = {}): Promise<void> {
  await tab.run(`${before};
    globalThis.states = [];
    globalThis.sync = taxonomy.createTaxonomySync({ baseUrl: location.origin, interval: ${intervalMs}, ${options} });
    sync.subscribe(() => states.push({ ...sync.state }));`);
}

export async function openSync(
  browser: Pick<Browser, 'open'>,
  url: string,
  options?: SyncOptions,
): Promise<Tab> {
  const tab = await browser.open(url);
  await startSync(tab, options);
  return tab;
}

const readState = (tab: Tab): Promise<SyncState> => tab.run('return { ...sync.state }');
export const readCopy = (tab: Tab): Promise<Release> => tab.run('return sync.get()');

/** Waits until a tab shows a state with these members. A busy machine is slow, not wrong. */
export function untilState(
  tab: Tab,
  wanted: Partial<SyncState>,
  read: (tab: Tab) => Promise<SyncState | undefined> = readState,
): Promise<SyncState> {
  let state: SyncState | undefined;
  const names = Object.keys(wanted) as (keyof SyncState)[];
  return until(
    async () => {
      state = await read(tab);
      return names.every((name) => state?.[name] === wanted[name]) && state;
    },
    { timeoutMs: 60_000, pollMs: 200, timedOut: () => new Error(`The state is ${JSON.stringify(state)}`) },
  );
}

/** Waits until the pages have sent this many requests. */
export async function untilRequests({ requests }: PageServer, count: number): Promise<void> {
  const timedOut = () => new Error(`There are ${requests.length} requests of ${count}`);
  await until(async () => requests.length >= count, { timeoutMs: 120_000, pollMs: 100, timedOut });
}

/** The shortest time between one request and the next, in intervals. */
export function shortestGap(requests: PageServer['requests']): number {
  const gaps = requests.slice(1).map(({ time }, index) => time - (requests[index]?.time ?? 0));
  return Math.min(...gaps) / intervalMs;
}
