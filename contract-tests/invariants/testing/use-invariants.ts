/** Checks one invariant on our own server, with a change in some of its responses that must break it. */
import { afterAll, beforeAll } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { createSend, type RawResponse, type Send } from '../../http/send.ts';
import { type StateServer, startStateServer } from '../../targets/state-servers.ts';
import { planInvariants } from '../index.ts';

const contract = readContract();
export const invariants = planInvariants(contract, { name: 'server', url: '', servesExamples: true });

export interface ResponseChange {
  /** The requests whose responses change: `HEAD /api/taxonomy/layers br`. */
  readonly at: RegExp;
  change(response: RawResponse): RawResponse;
}

/** The function returned gives the failures of an invariant; the server runs in this process. */
export function useInvariants() {
  let server: StateServer;
  beforeAll(async () => {
    server = await startStateServer(contract);
  });
  afterAll(() => server.close());

  return async function failuresOf(name: string, changed?: ResponseChange) {
    const invariant = invariants.find((candidate) => candidate.name === name);
    if (!invariant) throw new Error(`there is no invariant ${name}`);
    const toServer = createSend(server.url);
    let hits = 0;
    const send: Send = async (request) => {
      const response = await toServer(request);
      const { method, path, headers } = request;
      const signature = `${method.toUpperCase()} ${path} ${headers['accept-encoding'] ?? ''}`.trim();
      if (!changed?.at.test(signature)) return response;
      hits += 1;
      return changed.change(response);
    };
    const failures = await invariant.check(send);
    if (changed && hits === 0) throw new Error(`no request matches ${changed.at}`);
    return failures.map(({ where, detail }) => `${where} ${detail}`).join('\n');
  };
}

export function body(from: string | RegExp, to: string) {
  return (response: RawResponse): RawResponse => {
    const changed = response.body.replace(from, to);
    if (changed === response.body) throw new Error(`no ${from} in ${response.body.slice(0, 200)}`);
    return { ...response, body: changed };
  };
}

export function headers(changed: Record<string, string | undefined>) {
  return (response: RawResponse): RawResponse => ({
    ...response,
    headers: { ...response.headers, ...changed },
  });
}

export function edited<T>(edit: (value: T) => void) {
  return (response: RawResponse): RawResponse => {
    const value = JSON.parse(response.body);
    edit(value);
    return { ...response, body: JSON.stringify(value) };
  };
}
