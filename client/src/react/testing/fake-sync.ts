import { defaultRelease } from '../../../../taxonomy/releases/index.ts';
import type { Release } from '../../../../taxonomy/tree.ts';
import type { SyncState, TaxonomySync } from '../../sync/model.ts';

/** The default release with another version, and with another name of its first layer. */
export function releaseNamed(name: string, version = '1.2.3'): Release {
  const [first, ...others] = defaultRelease.layers;
  return { ...defaultRelease, version, layers: [{ ...first!, name }, ...others] };
}

/** A sync whose copy and state are set by a test. */
export class FakeSync implements TaxonomySync {
  readonly bundled: Release | undefined;
  readonly listeners = new Set<() => void>();
  state: SyncState = { status: 'starting', storage: 'memory' };
  private copy: Release | undefined;

  constructor(bundled?: Release, copy = bundled) {
    this.bundled = bundled;
    this.copy = copy;
  }

  get(): Release | undefined {
    return this.copy;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  become(change: { copy?: Release; state?: SyncState }): void {
    if (change.copy) this.copy = change.copy;
    if (change.state) this.state = change.state;
    for (const listener of this.listeners) listener();
  }

  async refresh(): Promise<SyncState> {
    return this.state;
  }

  stop(): void {}
}
