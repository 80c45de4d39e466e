import type { Contract } from '../../contract/model.ts';

/** A tool that we did not write, and what it makes of the contract. */
export interface InteropTool {
  readonly name: string;
  /** Exact versions, fetched on demand. Empty when the project has the tool. */
  readonly packages: readonly string[];
  /** What is checked, for the table of docs/interop.md. */
  readonly proves: string;
  /** Whether `npm test` runs it: it needs nothing that is fetched, and seconds. */
  readonly isSample?: true;
  /** Why the tool cannot run on this machine; undefined when it can. */
  unavailable?(): string | undefined;
  /** @returns what is wrong, one sentence each; empty when the tool works with the contract */
  run(context: InteropContext): Promise<readonly string[]>;
}

export interface InteropContext {
  readonly contract: Contract;
  /** The contract as the server serves it. */
  readonly document: object;
  /** A file that holds it. */
  readonly file: string;
  /** A server that acknowledges publications and changes nothing. */
  readonly url: string;
  /** A bearer token that allows every operation. */
  readonly token: string;
  /** An empty folder for what the tool writes. */
  readonly folder: string;
  /** Holds `node_modules` with the packages of the tool. */
  readonly packages: string;
}

export interface InteropResult {
  readonly name: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** What is wrong, or why it was skipped. */
  readonly details: readonly string[];
  readonly seconds: number;
}
