import type { Contract } from '../../contract/model.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import { readSource } from '../fuzz/source.ts';
import { curlOf } from '../http/curl.ts';
import { createSend, type RawResponse, type Send } from '../http/send.ts';
import { type Accepted, accepts, accepted as ours } from './accepted.ts';
import { createComparison, type Difference } from './compare-answers.ts';
import { corpusOf, type ParityCase } from './corpus.ts';

export interface ParityOptions {
  readonly mockUrl: string;
  readonly serverUrl: string;
  /** In place of the server, for the operations that ask for a token. */
  readonly publishing: Publishing;
  readonly contract: Contract;
  /** An integer; with the same data the same seed generates the same requests. */
  readonly seed: number;
  /** Others than ours. */
  readonly accepted?: readonly Accepted[];
}

export interface ParityReport {
  readonly seed: number;
  /** How many requests were sent to both. */
  readonly compared: number;
  /** Unexplained. Each is a failure. */
  readonly differences: readonly UnlikeAnswers[];
  readonly accepted: readonly { readonly reason: string; readonly times: number }[];
  /** The reasons of entries that accept what no longer differs. Each is a failure. */
  readonly unused: readonly string[];
  readonly durationMs: number;
}

export interface UnlikeAnswers extends Difference {
  /** `listCategories › 404 › unknownLayer`. */
  readonly request: string;
  /** The command that sends it to the server. */
  readonly curl: string;
}

/** Sends one corpus to mock and server and compares what they answer. */
export async function runParity(options: ParityOptions): Promise<ParityReport> {
  const { mockUrl, serverUrl, publishing, contract, seed, accepted = ours } = options;
  const started = performance.now();
  const corpus = corpusOf(await readSource(contract, serverUrl), seed, publishing.credentials);
  const toMock = createSend(mockUrl);
  const compare = createComparer(contract, toMock, createSend(serverUrl));
  const comparePublishing = createComparer(contract, toMock, createSend(publishing.url));
  const differencesOf = async (one: ParityCase): Promise<UnlikeAnswers[]> => {
    const { scopes } = one.operation;
    const curl = curlOf(scopes ? publishing.url : serverUrl, one.request);
    const unlike = await (scopes ? comparePublishing : compare)(one);
    return unlike.map((difference) => ({ request: one.name, curl, ...difference }));
  };
  // One after the other: a server may refuse a publication where others are waiting.
  const inTurn = async (cases: readonly ParityCase[]) => {
    const found: UnlikeAnswers[][] = [];
    for (const one of cases) found.push(await differencesOf(one));
    return found;
  };
  const found = await Promise.all([
    inTurn(corpus.filter(({ operation }) => operation.scopes)),
    ...corpus.filter(({ operation }) => !operation.scopes).map(differencesOf),
  ]);
  const all = found.flat(2);
  const used = accepted.map((entry) => ({
    reason: entry.reason,
    times: all.filter((difference) => accepts(entry, difference)).length,
  }));
  return {
    seed,
    compared: corpus.length,
    differences: all.filter((difference) => !accepted.some((entry) => accepts(entry, difference))),
    accepted: used,
    unused: used.filter(({ times }) => times === 0).map(({ reason }) => reason),
    durationMs: Math.round(performance.now() - started),
  };
}

function createComparer(contract: Contract, toMock: Send, toServer: Send) {
  const differencesOf = createComparison(contract);
  return async ({ operation, request, prepare, check }: ParityCase): Promise<Difference[]> => {
    const ask = async (send: Send) => send((await prepare?.(send, request)) ?? request);
    const [mock, server] = await Promise.all([ask(toMock).catch(String), ask(toServer).catch(String)]);
    if (typeof mock === 'string' || typeof server === 'string') {
      return [{ where: 'connection', mock: wordOf(mock), server: wordOf(server) }];
    }
    return [
      ...differencesOf({ operation, request, mock, server }),
      // Two answers that break the contract alike are no parity.
      ...check(mock).map(({ where, detail }) => ({ where, mock: detail, server: wordOf(server) })),
      ...check(server).map(({ where, detail }) => ({ where, mock: wordOf(mock), server: detail })),
    ];
  };
}

function wordOf(answer: RawResponse | string): string {
  return typeof answer === 'string' ? answer : `answered ${answer.status}`;
}

/** Nothing is different that may not be, and everything that may be is. */
export function isSame({ differences, unused }: ParityReport): boolean {
  return differences.length === 0 && unused.length === 0;
}
