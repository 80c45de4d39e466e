/** What a page has and Node lacks: each sync that is made meanwhile is a tab of the same browser. */
import { vi } from 'vitest';

export interface FakePage {
  /** Whether pages can use locks: not on plain http, and not in a sandbox, where they are refused. */
  locks: 'there' | 'missing' | 'refused';
  /** Holds the lock of a poll, as a tab does that was frozen during one. */
  holdLock(): void;
  /** What the tabs told each other. */
  readonly told: readonly unknown[];
  /** Tells all tabs, as one of them does. */
  tell(message: unknown): void;
  /** Ends a visit of another page, or begins it. */
  become(state: 'visible' | 'hidden'): void;
  goOnline(): void;
  /** How many listeners and channels there are. */
  count(): number;
}

type Holder = (lock: Lock | null) => Promise<unknown>;
interface Channel {
  onmessage: ((event: { data: unknown }) => void) | undefined;
}

/** The globals are put back by `vi.unstubAllGlobals`. */
export function useFakePage(): FakePage {
  const channels = new Set<Channel>();
  const told: unknown[] = [];
  const send = (message: unknown, sender?: Channel) => {
    for (const channel of channels)
      if (channel !== sender)
        void Promise.resolve().then(() => {
          if (channels.has(channel)) channel.onmessage?.({ data: structuredClone(message) });
        });
  };
  vi.stubGlobal(
    'BroadcastChannel',
    class implements Channel {
      onmessage: Channel['onmessage'];

      constructor() {
        channels.add(this);
      }
      postMessage(message: unknown) {
        told.push(message);
        send(message, this);
      }
      close() {
        channels.delete(this);
      }
    },
  );
  const target = createTarget();
  const document = Object.assign(target, { visibilityState: 'visible' });
  vi.stubGlobal('document', document);
  vi.stubGlobal('addEventListener', target.addEventListener);
  vi.stubGlobal('removeEventListener', target.removeEventListener);
  const request = createLock();
  const page: FakePage = {
    locks: 'there',
    holdLock: () => void request('', {}, () => new Promise(() => {})).catch(() => {}),
    told,
    tell: send,
    become(state) {
      document.visibilityState = state;
      target.emit('visibilitychange');
    },
    goOnline: () => target.emit('online'),
    count: () => channels.size + target.listeners.length,
  };
  const refuse = () => Promise.reject(new DOMException('Access is denied.', 'SecurityError'));
  vi.stubGlobal('navigator', {
    get locks() {
      return page.locks === 'missing' ? undefined : { request: page.locks === 'there' ? request : refuse };
    },
  });
  return page;
}

function createTarget() {
  let listeners: [type: string, listener: () => void][] = [];
  return {
    get listeners() {
      return listeners;
    },
    addEventListener: (type: string, listener: () => void) => void listeners.push([type, listener]),
    removeEventListener: (type: string, listener: () => void) => {
      listeners = listeners.filter((one) => one[0] !== type || one[1] !== listener);
    },
    emit: (type: string) => {
      for (const [name, listener] of listeners) if (name === type) listener();
    },
  };
}

/** The function `request` of navigator.locks, for one lock. */
function createLock() {
  let current: { lose(): void } | undefined;
  return async (_name: string, { ifAvailable, steal }: LockOptions, hold: Holder): Promise<unknown> => {
    // Another process grants it: what was told before arrives first.
    await new Promise((resolve) => setImmediate(resolve));
    if (current && ifAvailable) return hold(null);
    // Nobody here gets the lock later.
    if (current && !steal) return new Promise(() => {});
    current?.lose();
    return new Promise((resolve, reject) => {
      const own = { lose: () => reject(new DOMException('Another one took the lock.', 'AbortError')) };
      current = own;
      const release = () => {
        if (current === own) current = undefined;
      };
      hold({ name: '', mode: 'exclusive' }).finally(release).then(resolve, reject);
    });
  };
}
