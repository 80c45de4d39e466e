/** What the tests need of a browser, whichever engine it has. */

/** A name that leads to this machine. */
export const plainHost = 'plain.example';

export interface Engine {
  readonly name: string;
  /** The name, where the engine can be told of it. A page there is no secure context. */
  readonly plainHost?: string;
  /** Why it cannot be started here; `undefined` when it can. */
  missing(): string | undefined;
  /** @param profile folder of the profile; by default a new one, which is removed in the end */
  start(profile?: string): Promise<Browser>;
}

/** One process and one profile: its tabs share what is stored. */
export interface Browser {
  open(url: string): Promise<Tab>;
  close(): Promise<void>;
  /** SIGKILL to all of its processes. */
  kill(): Promise<void>;
}

export interface Tab {
  /** Runs the body of an async function in the page. What it returns comes back as JSON. */
  run<Value = unknown>(body: string): Promise<Value>;
  go(url: string): Promise<void>;
  close(): Promise<void>;
  /** A command of the protocol of Chromium's developer tools; other engines have none. */
  command?(method: string, parameters?: object): Promise<unknown>;
}
