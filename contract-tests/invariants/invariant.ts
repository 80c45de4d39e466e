import type { Failure } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { failureFrom } from '../http/patience.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Send } from '../http/send.ts';
import type { Credentials } from '../targets/credentials.ts';
import { type CheckingClient, createCheckingClient } from './checking-client.ts';

/** A relation between several responses of a target, true for any data that it serves. */
export interface Invariant {
  /** `getHealth counts the tree`. */
  readonly name: string;
  /** The group of the report. */
  readonly group: string;
  /** Sends requests that no scenario has; a mock does not know their responses. */
  readonly needsData?: true;
  /** Compares headers only. Each response keeps its schema all the same. */
  readonly ignoresBodies?: true;
  /** Sends every request with `send`, so that a caller can mark or count them. */
  check(send: Send): Promise<Failure[]>;
}

/** Verifies one request of an operation. */
export type VerifyAt = (
  client: CheckingClient,
  operation: Operation,
  request: PlannedRequest,
) => Promise<void>;

export interface InvariantSpec extends Omit<Invariant, 'check'> {
  /** @throws when a response is too wrong to compare; the invariant then fails. */
  verify(client: CheckingClient): Promise<void>;
}

export function createInvariants(
  contract: Contract,
  specs: readonly InvariantSpec[],
  credentials?: Credentials,
): Invariant[] {
  return specs.map(({ verify, ...spec }) => ({
    ...spec,
    async check(send) {
      const client = createCheckingClient(contract, send, credentials);
      await verify(client).catch((error: unknown) => {
        if (client.failures.length === 0) client.failures.push(failureFrom(error, 'response'));
      });
      return client.failures;
    },
  }));
}
