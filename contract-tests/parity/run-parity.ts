import { mockHeaderName } from '../../contract/http-headers.ts';
import type { Contract } from '../../contract/model.ts';
import { createHonestyCheck } from '../checks/check-honesty.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import { readSources } from '../fuzz/source.ts';
import { curlOf } from '../http/curl.ts';
import { createSend, type RawResponse, type Send } from '../http/send.ts';
import { isSentApart } from '../writes.ts';
import { accepted, accepts, type Target } from './accepted.ts';
import { createComparison, type Difference, type ResponsePair } from './compare-responses.ts';
import { corpusOf, type ParityCase } from './corpus.ts';
import { createHandlersSend } from './send-to-handlers.ts';

export interface ParityOptions {
  readonly mockUrl: string;
  readonly serverUrl: string;
  /** Replaces the server for the operations that need a token or change data. */
  readonly publishing: Publishing;
  readonly contract: Contract;
  /** An integer; with the same data the same seed generates the same requests. */
  readonly seed: number;
}

export interface ParityReport {
  readonly seed: number;
  /** How many requests were sent to each. */
  readonly compared: number;
  /** Not accepted; each is a failure. */
  readonly differences: readonly RequestDifference[];
  readonly accepted: readonly { readonly reason: string; readonly times: number }[];
  /** The reasons of accepted entries that match no difference; each is a failure. */
  readonly unused: readonly string[];
  readonly durationMs: number;
}

export interface RequestDifference extends Difference {
  /** The name of the test case or generated request. */
  readonly request: string;
  readonly target: Target;
  /** The command that sends the request to the server. */
  readonly curl: string;
}

/** Sends one corpus to mock, server and handlers for MSW, and compares the responses of the mock with the others. */
export async function runParity({
  mockUrl,
  serverUrl,
  publishing,
  contract,
  seed,
}: ParityOptions): Promise<ParityReport> {
  const started = performance.now();
  const corpus = corpusOf(await readSources(contract, { url: serverUrl }), seed, publishing.credentials);
  const toMock = createSend(mockUrl);
  const compare = createComparer(contract, toMock, createSend(serverUrl));
  const comparePublishing = createComparer(contract, toMock, createSend(publishing.url));
  const differencesOf = async (one: ParityCase): Promise<RequestDifference[]> => {
    const isApart = isSentApart(one.operation);
    const curl = curlOf(isApart ? publishing.url : serverUrl, one.request);
    const differences = await (isApart ? comparePublishing : compare)(one);
    return differences.map((difference) => ({ request: one.name, curl, ...difference }));
  };
  // Publications are sent one after another: a server may refuse one while others are queued.
  const oneByOne = async (cases: readonly ParityCase[]) => {
    const found: RequestDifference[][] = [];
    for (const one of cases) found.push(await differencesOf(one));
    return found;
  };
  const found = await Promise.all([
    oneByOne(corpus.filter(({ operation }) => isSentApart(operation))),
    ...corpus.filter(({ operation }) => !isSentApart(operation)).map(differencesOf),
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

type Received = RawResponse | string;

function createComparer(contract: Contract, toMock: Send, toServer: Send) {
  const compareWithServer = createServerComparer(contract);
  const compareWithHandlers = createComparison(contract, false);
  const toHandlers = createHandlersSend(contract);
  return async (one: ParityCase): Promise<Omit<RequestDifference, 'request' | 'curl'>[]> => {
    const exchange = async (send: Send): Promise<RawResponse> =>
      send((await one.prepare?.(send, one.request)) ?? one.request);
    const [mock, server, handlers] = await Promise.all([
      exchange(toMock).catch(String),
      exchange(toServer).catch(String),
      exchange(toHandlers).catch(String),
    ]);
    return [
      ...compareReceived('server', compareWithServer, one, mock, server),
      ...compareReceived('handlers', compareWithHandlers, one, mock, handlers),
    ];
  };
}

function compareReceived<Case extends ParityCase>(
  target: Target,
  compare: (pair: ResponsePair & Case) => Difference[],
  one: Case,
  mock: Received,
  other: Received,
) {
  const differences =
    typeof mock === 'string' || typeof other === 'string'
      ? [{ where: 'connection', mock: describe(mock), other: describe(other) }]
      : compare({ ...one, mock, other });
  return differences.map((difference) => ({ target, ...difference }));
}

function createServerComparer(contract: Contract) {
  const compare = createComparison(contract);
  const saysWhetherMatched = createHonestyCheck(contract);
  return (pair: ResponsePair & ParityCase): Difference[] => {
    const { operation, request, check, mock, other: server } = pair;
    const [ofMock, ofServer] = [describe(mock), describe(server)];
    return [
      ...compare(pair),
      ...saysWhetherMatched(operation, request, mock).map(({ where, detail }) => ({
        where,
        mock: detail,
        other: ofServer,
      })),
      ...(server.headers[mockHeaderName] === undefined
        ? []
        : [{ where: `header ${mockHeaderName}`, mock: ofMock, other: 'is a mock' }]),
      // Two equal responses may both break the contract.
      ...check(mock).map(({ where, detail }) => ({ where, mock: detail, other: ofServer })),
      ...check(server).map(({ where, detail }) => ({ where, mock: ofMock, other: detail })),
    ];
  };
}

function describe(response: Received): string {
  return typeof response === 'string' ? response : `status ${response.status}`;
}

/** Every difference is accepted, and every accepted entry matches one. */
export function isSame({ differences, unused }: ParityReport): boolean {
  return differences.length === 0 && unused.length === 0;
}
