import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/contract.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { PlannedTransaction } from '../plan.ts';
import type { PlannedRequest } from '../planned-request.ts';
import type { Condition } from '../variants.ts';

/** A request that no example can express, and the answer that it must provoke. */
export interface Provocation
  extends Pick<PlannedTransaction, 'operation' | 'status' | 'request' | 'beyond' | 'undeclared' | 'prepare'> {
  /** `layer breaks its pattern`. */
  readonly title: string;
  /** The target has to be in this condition. */
  readonly condition?: Condition;
  /** What else must be so, when status, headers and schema are right. */
  expects?(received: ReceivedResponse, body: unknown): Failure[];
}

/** What provocations are made from. */
export interface Basis {
  readonly contract: Contract;
  /** What the target serves. */
  readonly release: Release;
  /** A request that is answered 200. */
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
