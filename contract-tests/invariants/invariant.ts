import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import type { Send } from '../http/send.ts';
import { type CheckingClient, createCheckingClient } from './checking-client.ts';

/** What verify between several answers of a target, whatever data it serves. */
export interface Invariant {
  /** `getHealth counts the tree`. */
  readonly name: string;
  /** The group that it is reported in. */
  readonly group: string;
  /** It asks for what no scenario asks, which a mock cannot know. */
  readonly needsData?: true;
  /** Where it is broken. Every request goes through `send`, so that a caller can mark or count them. */
  check(send: Send): Promise<Failure[]>;
}

export interface InvariantSpec extends Omit<Invariant, 'check'> {
  /** Ends early, by throwing, when an answer is so wrong that there is nothing to compare. */
  verify(client: CheckingClient): Promise<void>;
}

export function createInvariants(contract: Contract, specs: readonly InvariantSpec[]): Invariant[] {
  return specs.map(({ verify, ...spec }) => ({
    ...spec,
    async check(send) {
      const client = createCheckingClient(contract, send);
      await verify(client).catch((error: unknown) => {
        if (client.failures.length === 0) client.failures.push({ where: 'answer', detail: String(error) });
      });
      return client.failures;
    },
  }));
}
