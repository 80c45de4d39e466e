import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { PlannedTransaction } from '../model.ts';
import type { Credentials } from '../targets/credentials.ts';
import type { Condition } from '../targets/variants.ts';

/** A request that no example can express, and the answer that it must provoke. */
export interface Provocation
  extends Pick<PlannedTransaction, 'operation' | 'status' | 'request' | 'beyond' | 'undeclared' | 'prepare'> {
  /** `layer breaks its pattern`. */
  readonly title: string;
  /** The target has to be in this condition. */
  readonly condition?: Condition;
  /** It asks about the data of the target, which a mock has not. */
  readonly needsData?: true;
  /** Nobody needs a token for it, whatever the operation asks for. */
  readonly anonymous?: true;
  /** Another status that is as right. */
  readonly alternative?: number;
  /** What else must be so, when status, headers and schema are right. */
  expects?(received: ReceivedResponse, body: unknown): Failure[];
}

/** What provocations are made from. */
export interface Basis {
  readonly contract: Contract;
  /** What the target serves. */
  readonly release: Release;
  /** Of the target; what takes a token is left out where there is none. */
  readonly credentials?: Credentials;
  /** A request that is answered 200, with the token that it takes. */
  requestOf(operation: Operation): PlannedRequest;
}

export type Provoke = (basis: Basis) => Provocation[];

/** The same for every operation that declares the status. */
export function wherever(status: number, { contract }: Basis): readonly Operation[] {
  return contract.operations.filter(({ responses }) => responses.has(status));
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
