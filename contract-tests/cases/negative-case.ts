import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import type { Credentials } from '../targets/credentials.ts';
import type { ProviderState } from '../targets/state-servers.ts';

/** A request that no example can express, and the answer that it must overrideFor. */
export interface NegativeCase
  extends Pick<TestCase, 'operation' | 'status' | 'request' | 'group' | 'undeclared' | 'prepare'> {
  /** `layer breaks its pattern`. */
  readonly title: string;
  /** The target has to be in this providerState. */
  readonly providerState?: ProviderState;
  /** It asks about the data of the target, which a mock has not. */
  readonly needsData?: true;
  /** Nobody needs a token for it, whatever the operation asks for. */
  readonly anonymous?: true;
  /** Another status that is as right. */
  readonly alternative?: number;
  /** What else must be so, when status, headers and schema are right. */
  expects?(received: ReceivedResponse, body: unknown): Failure[];
}

/** What negativeCases are made from. */
export interface CaseContext {
  readonly contract: Contract;
  /** What the target serves. */
  readonly release: Release;
  /** Of the target; what takes a token is left out where there is none. */
  readonly credentials?: Credentials;
  /** A request that is answered 200, with the token that it takes. */
  requestOf(operation: Operation): PlannedRequest;
}

export type CaseFactory = (context: CaseContext) => NegativeCase[];

/** The same for every operation that declares the status. */
export function wherever(status: number, { contract }: CaseContext): readonly Operation[] {
  return contract.operations.filter(({ responses }) => responses.has(status));
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
