import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { Release } from '../../../taxonomy/tree.ts';
import type { SyncState, TaxonomySync } from '../sync/model.ts';

const Context = createContext<TaxonomySync | undefined>(undefined);

export interface TaxonomyProviderProps {
  /** Made once, outside of components. The provider does not stop it. */
  readonly sync: TaxonomySync;
  readonly children?: ReactNode;
}

/** Gives the components below it the taxonomy: their hooks need it. */
export function TaxonomyProvider({ sync, children }: TaxonomyProviderProps): ReactElement {
  return createElement(Context.Provider, { value: sync }, children);
}

/**
 * What the selector returns for the copy of the taxonomy. The component renders again when another release replaces the
 * copy and the selector returns something else for it. The selector may be a new function on each render. On a server,
 * and for the first render in the browser, it gets the bundled release.
 *
 * ```ts
 * const name = useTaxonomy((release) => release?.layers[0]?.name);
 * const lookup = useTaxonomy((release) => release && createLookup(release));
 * ```
 *
 * @param selector gets `undefined` while there is no copy
 * @param isEqual whether two selected values are the same for the component, by default `Object.is`
 * @throws {Error} without a `TaxonomyProvider` above the component
 */
export function useTaxonomy<Selected>(
  selector: (release: Release | undefined) => Selected,
  isEqual: (before: Selected, after: Selected) => boolean = Object.is,
): Selected {
  const sync = useSync();
  const rendered = useRef<{ readonly value: Selected } | undefined>(undefined);
  const select = useMemo(() => {
    let last: { readonly release: Release | undefined; readonly value: Selected } | undefined;
    // React asks often, and takes another value for a change. So there is one value for each release.
    return (release: Release | undefined): Selected => {
      if (last && last.release === release) return last.value;
      const value = selector(release);
      const before = last ?? rendered.current;
      last = { release, value: before && isEqual(before.value, value) ? before.value : value };
      return last.value;
    };
  }, [selector, isEqual]);
  const value = useSyncExternalStore(
    useSubscribe(sync),
    () => select(sync.get()),
    () => select(sync.bundled),
  );
  useEffect(() => {
    rendered.current = { value };
  }, [value]);
  return value;
}

/**
 * The state of the copy: whether it is fresh, its version, and why the last poll failed. The component renders again at
 * each change of the state.
 *
 * @throws {Error} without a `TaxonomyProvider` above the component
 */
export function useSyncState(): SyncState {
  const sync = useSync();
  const atFirst = useMemo(() => stateAtFirst(sync.bundled), [sync]);
  return useSyncExternalStore(
    useSubscribe(sync),
    () => sync.state,
    () => atFirst,
  );
}

/** What a server renders. A browser that has stored a copy has to begin with the same. */
function stateAtFirst(bundled: Release | undefined): SyncState {
  if (!bundled) return { status: 'starting', storage: 'memory' };
  const { version, checksum } = bundled;
  return { status: 'stale', source: 'bundled', version, checksum, storage: 'memory' };
}

function useSync(): TaxonomySync {
  const sync = useContext(Context);
  if (!sync) throw new Error('This component uses the taxonomy. Put a <TaxonomyProvider sync={…}> above it.');
  return sync;
}

/** The same function on each render: React subscribes again for another one. */
function useSubscribe(sync: TaxonomySync): TaxonomySync['subscribe'] {
  return useCallback((listener) => sync.subscribe(listener), [sync]);
}
