/** What the tests of the invariants stand on: a invariant, and a fault that has to break it. */
import { afterAll, beforeAll } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { createSend, type RawResponse, type Send } from '../../http/send.ts';
import { type StateServer, startStateServer } from '../../targets/state-servers.ts';
import { planInvariants } from '../index.ts';

const contract = readContract();
export const invariants = planInvariants(contract, { name: 'server', url: '', servesExamples: true });

export interface Fault {
  /** Which requests it shows in: `HEAD /api/taxonomy/layers br`. */
  readonly at: RegExp;
  make(answer: RawResponse): RawResponse;
}

/** Asks our own server, in this process, with a fault in some of its answers. */
export function useInvariants() {
  let server: StateServer;
  beforeAll(async () => {
    server = await startStateServer(contract);
  });
  afterAll(() => server.close());

  return async function failuresOf(name: string, fault?: Fault) {
    const invariant = invariants.find((candidate) => candidate.name === name);
    if (!invariant) throw new Error(`there is no invariant ${name}`);
    const right = createSend(server.url);
    let hits = 0;
    const send: Send = async (request) => {
      const answer = await right(request);
      const { method, path, headers } = request;
      const signature = `${method.toUpperCase()} ${path} ${headers['accept-encoding'] ?? ''}`.trim();
      if (!fault?.at.test(signature)) return answer;
      hits += 1;
      return fault.make(answer);
    };
    const failures = await invariant.check(send);
    if (fault && hits === 0) throw new Error(`nothing was asked at ${fault.at}`);
    return failures.map(({ where, detail }) => `${where} ${detail}`).join('\n');
  };
}

export function body(from: string | RegExp, to: string) {
  return (answer: RawResponse): RawResponse => {
    const changed = answer.body.replace(from, to);
    if (changed === answer.body) throw new Error(`no ${from} in ${answer.body.slice(0, 200)}`);
    return { ...answer, body: changed };
  };
}

export function headers(changed: Record<string, string | undefined>) {
  return (answer: RawResponse): RawResponse => ({ ...answer, headers: { ...answer.headers, ...changed } });
}

export function edited<T>(edit: (value: T) => void) {
  return (answer: RawResponse): RawResponse => {
    const value = JSON.parse(answer.body);
    edit(value);
    return { ...answer, body: JSON.stringify(value) };
  };
}
