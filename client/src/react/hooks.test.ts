// @vitest-environment happy-dom
import {
  act,
  createElement,
  type FC,
  type ReactNode,
  StrictMode,
  startTransition,
  useLayoutEffect,
} from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Release } from '../../../taxonomy/tree.ts';
import { createLookup } from '../lookup/index.ts';
import { TaxonomyProvider, useSyncState, useTaxonomy } from './index.ts';
import { FakeSync, releaseNamed } from './testing/fake-sync.ts';

const [songs, tunes] = [releaseNamed('Songs'), releaseNamed('Tunes', '1.2.4')];
const nameOf = (release: Release | undefined) => release?.layers[0]?.name ?? 'none';

let root: Root;
let page: HTMLElement;
let renders: number;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  page = document.createElement('div');
  root = createRoot(page);
  renders = 0;
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const below = (sync: FakeSync, ...children: ReactNode[]) =>
  createElement(TaxonomyProvider, { sync }, ...children);
const show = (sync: FakeSync, component: FC) => act(() => root.render(below(sync, createElement(component))));
const become = (sync: FakeSync, change: Parameters<FakeSync['become']>[0]) => act(() => sync.become(change));

const Name: FC = () => {
  renders += 1;
  return useTaxonomy(nameOf);
};

describe('useTaxonomy', () => {
  it('another release → the component shows it', () => {
    const sync = new FakeSync();
    show(sync, Name);
    expect(page.textContent).toBe('none');
    become(sync, { copy: songs });
    become(sync, { copy: tunes });
    expect([page.textContent, renders]).toEqual(['Tunes', 3]);
  });

  it('a change that the selector does not see → no render', () => {
    const sync = new FakeSync(songs);
    show(sync, Name);
    become(sync, { state: { status: 'fresh', storage: 'indexeddb' } });
    become(sync, { copy: releaseNamed('Songs', '1.3.0') });
    expect(renders).toBe(1);
  });

  const codes = (release: Release | undefined) => release?.layers.map(({ code }) => code) ?? [];
  const sameList = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  it.each<[situation: string, isEqual: typeof sameList | undefined, renders: number]>([
    ['a new array for each release', undefined, 2],
    ['a new array that isEqual compares', sameList, 1],
  ])('a selector written in the component, %s → %s, and no loop', (_, isEqual, expected) => {
    const sync = new FakeSync(songs);
    const lists = new Set<unknown>();
    show(sync, () => {
      renders += 1;
      const list = useTaxonomy((release) => codes(release), isEqual);
      lists.add(list);
      return list.join();
    });
    become(sync, { copy: tunes });
    expect([renders, lists.size]).toEqual([expected, expected]);
    expect(page.textContent).toMatch(/^G,S,/);
  });

  it('a render for another reason → the same subscription, and the same value where it is equal', () => {
    const sync = new FakeSync(songs);
    const subscribe = vi.spyOn(sync, 'subscribe');
    const lists = new Set<unknown>();
    const List: FC<{ round: number }> = () => {
      lists.add(useTaxonomy((release) => codes(release), sameList));
      return null;
    };
    for (const round of [1, 2, 3]) act(() => root.render(below(sync, createElement(List, { round }))));
    expect([lists.size, subscribe.mock.calls.length]).toEqual([1, 1]);
  });

  it('a render for another reason after another release → the value of that release again', () => {
    const sync = new FakeSync(songs);
    const lists = new Set<unknown>();
    const List: FC<{ round: number }> = () => {
      lists.add(useTaxonomy((release) => [nameOf(release)], sameList));
      return null;
    };
    const render = (round: number) => act(() => root.render(below(sync, createElement(List, { round }))));
    render(1);
    become(sync, { copy: tunes });
    render(2);
    expect([...lists]).toEqual([['Songs'], ['Tunes']]);
  });

  it('a selector that depends on a prop → the value for the new prop', () => {
    const sync = new FakeSync(songs);
    const Node: FC<{ path: string }> = ({ path }) =>
      useTaxonomy((release) => release && createLookup(release).node(path)?.name);
    for (const path of ['2.001', 'S.POP.HPM'])
      act(() => root.render(below(sync, createElement(Node, { path }))));
    expect(page.textContent).toBe('Hipster_Male');
  });

  it('another sync → the component follows it, and no longer the first', () => {
    const [first, second] = [new FakeSync(songs), new FakeSync(tunes)];
    show(first, Name);
    show(second, Name);
    expect(page.textContent).toBe('Tunes');
    expect([first.listeners.size, second.listeners.size]).toEqual([0, 1]);
  });

  it('StrictMode → one subscription while mounted, none afterwards', () => {
    const sync = new FakeSync(songs);
    act(() => root.render(createElement(StrictMode, null, below(sync, createElement(Name)))));
    expect(sync.listeners.size).toBe(1);
    become(sync, { copy: tunes });
    expect(page.textContent).toBe('Tunes');
    act(() => root.render(null));
    expect(sync.listeners.size).toBe(0);
  });

  it('a release that comes in the middle of a render → every component shows the same release', () => {
    const sync = new FakeSync(songs);
    const commits: (string | null)[] = [];
    const Late: FC = () => {
      if (sync.get() === songs) sync.become({ copy: tunes });
      return useTaxonomy(nameOf);
    };
    const App: FC = () => {
      useLayoutEffect(() => {
        commits.push(page.textContent);
      });
      return ['a', 'b'].map((key) => createElement(key === 'a' ? Name : Late, { key }));
    };
    act(() => startTransition(() => root.render(below(sync, createElement(App)))));
    expect(commits).toEqual(['TunesTunes']);
  });

  it('no provider → an error that says what to do', () => {
    expect(() => renderToString(createElement(Name))).toThrow('Put a <TaxonomyProvider sync={…}> above it.');
  });
});

describe('useSyncState', () => {
  const Status: FC = () => {
    renders += 1;
    const { status, version = 'no version' } = useSyncState();
    return `${status} ${version}`;
  };

  it('each change of the state → one render', () => {
    const sync = new FakeSync();
    show(sync, Status);
    become(sync, { state: { status: 'fresh', version: '1.2.3', storage: 'memory' } });
    become(sync, { state: { status: 'offline', version: '1.2.3', storage: 'memory' } });
    become(sync, { copy: tunes });
    expect([page.textContent, renders]).toEqual(['offline 1.2.3', 3]);
  });

  it.each([
    ['a bundled release', songs, 'stale 1.2.3, Songs'],
    ['none', undefined, 'starting no version, none'],
  ])('a server with %s → renders it', (_, bundled, text) => {
    const app = below(new FakeSync(bundled, tunes), createElement(Status), ', ', createElement(Name));
    expect(renderToString(app).replaceAll('<!-- -->', '')).toBe(text);
  });

  it('a page of a server, and a newer copy in the browser → no mismatch, and then the newer one', () => {
    const sync = new FakeSync(songs, tunes);
    sync.state = { status: 'fresh', version: '1.2.4', storage: 'indexeddb' };
    const app = below(sync, createElement(Status), createElement('b', null, createElement(Name)));
    page = document.createElement('div');
    page.innerHTML = renderToString(app);
    expect(page.textContent).toBe('stale 1.2.3Songs');
    const onRecoverableError = vi.fn();
    act(() => {
      root = hydrateRoot(page, app, { onRecoverableError });
    });
    expect(page.textContent).toBe('fresh 1.2.4Tunes');
    expect(onRecoverableError).not.toHaveBeenCalled();
  });
});
