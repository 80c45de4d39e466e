/** The part of Dredd 14 that we use. Dredd has no types. */
declare module 'dredd' {
  import type { EventEmitter } from 'node:events';

  export interface Transaction {
    name: string;
    /** Becomes the `title` of the test that the events carry. */
    id: string;
    request: { method: string; uri: string; headers: Record<string, string>; body: string };
    expected: { statusCode?: string; headers?: Record<string, string> };
    real?: {
      readonly statusCode: number;
      readonly headers: Record<string, string | string[] | undefined>;
      readonly body?: string;
      readonly bodyEncoding?: string;
    };
    readonly origin: { readonly actionName: string };
    protocol: string;
    host: string;
    port: string;
    fullPath: string;
    fail?: string;
  }

  export interface Hooks {
    beforeAll(hook: (transactions: Transaction[]) => void): void;
    beforeEach(hook: (transaction: Transaction, done: () => void) => void): void;
    beforeEachValidation(hook: (transaction: Transaction, done: () => void) => void): void;
  }

  interface Test {
    readonly title: string;
    readonly message: string;
  }

  export type DreddEvents = {
    'test pass': [test: Test];
    'test fail': [test: Test];
    'test error': [error: Error, test: Test];
  };

  export interface Configuration {
    readonly endpoint: string;
    readonly apiDescriptions: readonly { readonly location: string; readonly content: string }[];
    readonly hookfiles: readonly string[];
    readonly custom: { readonly attach: (hooks: Hooks) => void };
    readonly emitter: EventEmitter<DreddEvents>;
    readonly http: { readonly timeout: number };
    readonly loglevel: 'silent';
  }

  export default class Dredd {
    constructor(configuration: Configuration);
    run(callback: (error: Error | null | undefined, stats: { readonly tests: number }) => void): void;
  }
}
