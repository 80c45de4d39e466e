/** What runs: it polls, stores and tells other tabs as the table of transitions says, and shows the state. */
import type { JsonObject } from '../../../contract/json.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import { createGet, type Get } from './get.ts';
import type { SyncError, SyncState, TaxonomySync } from './model.ts';
import { delayOf } from './next-poll.ts';
import { storageOf, type TaxonomySyncOptions } from './options.ts';
import { poll } from './poll.ts';
import { createStoredCopy, type StoredCopy } from './storage/stored-copy.ts';
import { isTold, joinTabs, longer, oneTab, type Tabs, type Told, toldOf } from './tabs.ts';
import { initial, type Machine, type NextPoll, reduce, type SyncEvent } from './transitions.ts';
import { readFullSync, verifyFullSync } from './verify.ts';
import { reasonOf } from './waiting.ts';
import { atMostSince, listenForWaking, type Moment, now, since } from './wake.ts';

/**
 * A copy of the taxonomy that keeps in step with a service by itself, from now until `stop()`.
 *
 * ```ts
 * const sync = createTaxonomySync({ baseUrl: 'http://localhost:3000' });
 * sync.subscribe(() => console.log(sync.state.status, sync.get()?.version));
 * ```
 *
 * The copy is there as soon as it is read from the storage. A release replaces it only if its content has the announced
 * SHA-256 and its version is not lower. All tabs together poll once an interval. Nothing is thrown: `state` says what
 * is wrong.
 */
export function createTaxonomySync(options: TaxonomySyncOptions): TaxonomySync {
  return new Sync(options);
}

class Sync implements TaxonomySync {
  state: SyncState;
  private machine: Machine = initial;
  private readonly listeners = new Set<() => void>();
  private readonly stopped = new AbortController();
  private readonly options: TaxonomySyncOptions;
  private readonly name: string;
  private readonly get_: Get;
  private readonly stored: StoredCopy;
  private readonly begun: Promise<void>;
  private tabs: Tabs = oneTab;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private polling: Promise<void> | undefined;
  private cacheTimeout = 300_000;
  private polled: Moment | undefined;
  private synced: Moment | undefined;
  private loadedAll: Moment | undefined;
  private bundledCopy: Release | undefined;

  constructor(options: TaxonomySyncOptions) {
    this.options = options;
    this.name = `taxonomy-sync ${options.baseUrl}`;
    this.get_ = createGet(options, this.stopped.signal);
    this.stored = createStoredCopy(storageOf(options, this.name), this.stopped.signal);
    if (options.polls === false && this.bundled)
      this.machine = reduce(initial, { type: 'loaded', copy: this.bundled, source: 'bundled' }).machine;
    this.state = this.describe();
    this.begun = options.polls === false ? Promise.resolve() : this.begin();
  }

  get(): Release | undefined {
    return this.machine.copy;
  }

  get bundled(): Release | undefined {
    const { bundled } = this.options;
    if (bundled) this.bundledCopy ??= readFullSync(bundled as JsonObject);
    return this.bundledCopy;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async refresh(): Promise<SyncState> {
    await this.begun;
    this.dispatch({ type: 'asked' });
    await this.polling;
    return this.state;
  }

  stop(): void {
    this.stopped.abort();
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private async begin(): Promise<void> {
    const stored = await this.stored.load();
    const { bundled } = this.options;
    if (bundled) this.bundledCopy ??= await verifyFullSync(bundled as JsonObject);
    const { signal } = this.stopped;
    if (signal.aborted) return;
    if (bundled && !this.bundledCopy) {
      this.machine = { ...this.machine, lastError: wrongBundle };
      this.show();
    }
    this.tabs = joinTabs(this.name, (told) => void this.hear(told), signal);
    listenForWaking(() => this.wake(), signal);
    const copy = newerOf(stored, this.bundledCopy);
    if (!copy) this.dispatch({ type: 'asked' });
    else this.dispatch({ type: 'loaded', copy, source: copy === stored ? 'storage' : 'bundled' });
  }

  private dispatch(event: SyncEvent, isHeard = false): void {
    if (this.stopped.signal.aborted || this.options.polls === false) return;
    const { machine, next } = reduce(this.machine, event);
    if (event.type === 'confirmed' || event.type === 'updated') this.synced = now();
    this.machine = machine;
    this.plan(next, event, isHeard);
    if (event.type !== 'asked') this.show();
  }

  private plan(next: NextPoll, event: SyncEvent, isHeard: boolean): void {
    // A poll that runs plans the next one itself, or has just done so.
    if (next === 'keep' || (next === 'now' && this.polling)) return;
    clearTimeout(this.timer);
    if (next === 'never') return;
    if (next === 'now') return void this.poll();
    const retryAfterMs = 'retryAfterMs' in event ? event.retryAfterMs : undefined;
    const times = { ...this.machine, interval: this.interval, retryAfterMs };
    this.pollIn(delayOf(next, times) * (isHeard ? longer : 1));
  }

  private pollIn(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped.signal.aborted) return;
    this.timer = setTimeout(() => void this.poll(), ms);
  }

  private get interval(): number {
    return Math.min(Math.max(this.options.interval || this.cacheTimeout, 4_000), 86_400_000);
  }

  private async poll(): Promise<void> {
    if (this.stopped.signal.aborted) return;
    this.polling ??= this.pollOnce().finally(() => {
      this.polling = undefined;
    });
    await this.polling;
  }

  private async pollOnce(): Promise<void> {
    try {
      const intervals = await this.tabs.alone(() => this.ask());
      if (intervals) this.pollIn(this.interval * intervals);
    } catch (error) {
      // Another tab took the lock.
      const message = `The poll was interrupted: ${reasonOf(error)}`;
      this.dispatch({ type: 'failed', error: { code: 'interrupted', message } });
    }
  }

  private async ask(): Promise<undefined> {
    const outcome = await poll(this.machine.copy, {
      get: this.get_,
      past: this.machine.failures > 0,
      fullLoads: {
        allowed: () => !this.loadedAll || since(this.loadedAll) >= this.interval,
        loaded: () => {
          this.loadedAll = now();
        },
      },
    });
    this.polled = now();
    this.cacheTimeout = outcome.cacheTimeout ?? this.cacheTimeout;
    this.dispatch(outcome.event);
    // Another tab may have stored a newer release than the one here.
    if (outcome.event.type === 'confirmed' || outcome.event.type === 'updated') await this.store();
    this.tabs.tell(toldOf(outcome.event, this.machine.copy));
  }

  private async store(): Promise<void> {
    const { copy } = this.machine;
    if (!copy) return;
    const { error } = this.stored.state;
    await this.stored.save(copy);
    if (this.stored.state.error !== error) this.show();
  }

  private async hear(told: Told): Promise<void> {
    const { copy } = this.machine;
    this.polled = now();
    if (told.type !== 'confirmed') {
      if (copy) this.dispatch(told, true);
      return;
    }
    if (isTold(told, copy)) return this.dispatch({ type: 'confirmed' }, true);
    if (copy && compareVersions(told.version, copy.version) < 0) return;
    const stored = await this.stored.load();
    if (stored && isTold(told, stored))
      return this.dispatch({ type: 'updated', copy: stored, source: 'storage' }, true);
    // One that is under way may end without a request.
    await this.polling;
    if (!isTold(told, this.machine.copy)) await this.poll();
  }

  private wake(): void {
    const isDue = !this.polled || atMostSince(this.polled) > this.interval * 1.1;
    if (isDue || this.machine.status === 'offline') this.dispatch({ type: 'woke' });
  }

  private show(): void {
    this.state = this.describe();
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        // Uncaught, as from an event listener: it is no fault of the poll.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  private describe(): SyncState {
    const { status, copy, source, lastError } = this.machine;
    const { kind, error = lastError } = this.stored.state;
    const { synced } = this;
    const state: SyncState = {
      status,
      ...(copy && { version: copy.version, checksum: copy.checksum }),
      ...(source && { source }),
      ...(error && { lastError: error }),
      storage: kind,
    };
    if (!synced) return state;
    return {
      ...state,
      lastSyncedAt: synced.wall,
      get age() {
        return since(synced);
      },
    };
  }
}

const wrongBundle: SyncError = {
  code: 'checksum-mismatch',
  message: 'The bundled file is not a whole full sync.',
};

function newerOf(stored: Release | undefined, bundled: Release | undefined): Release | undefined {
  if (!stored || !bundled) return stored ?? bundled;
  return compareVersions(bundled.version, stored.version) > 0 ? bundled : stored;
}
