/** What the tests of the laws stand on: a law, and a fault that has to break it. */
import { afterAll, beforeAll } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { type Answer, createSend, type Send } from '../../http/send.ts';
import { startVariant, type Variant } from '../../targets/variants.ts';
import { planLaws } from '../index.ts';

const contract = readContract();
export const laws = planLaws(contract, { name: 'server', url: '', servesExamples: true });

export interface Fault {
  /** Which requests it shows in: `HEAD /api/taxonomy/layers br`. */
  readonly at: RegExp;
  make(answer: Answer): Answer;
}

/** Asks our own server, in this process, with a fault in some of its answers. */
export function useLaws() {
  let server: Variant;
  beforeAll(async () => {
    server = await startVariant(contract);
  });
  afterAll(() => server.close());

  return async function failuresOf(name: string, fault?: Fault) {
    const law = laws.find((candidate) => candidate.name === name);
    if (!law) throw new Error(`there is no law ${name}`);
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
    const failures = await law.check(send);
    if (fault && hits === 0) throw new Error(`nothing was asked at ${fault.at}`);
    return failures.map(({ where, detail }) => `${where} ${detail}`).join('\n');
  };
}

export function body(from: string | RegExp, to: string) {
  return (answer: Answer): Answer => {
    const changed = answer.body.replace(from, to);
    if (changed === answer.body) throw new Error(`no ${from} in ${answer.body.slice(0, 200)}`);
    return { ...answer, body: changed };
  };
}

export function headers(changed: Record<string, string | undefined>) {
  return (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...changed } });
}

export function edited<T>(edit: (value: T) => void) {
  return (answer: Answer): Answer => {
    const value = JSON.parse(answer.body);
    edit(value);
    return { ...answer, body: JSON.stringify(value) };
  };
}
