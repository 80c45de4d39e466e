import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { isObject, type JsonObject } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { Sources } from '../fuzz/source.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { TestCase } from '../model.ts';
import type { Credentials } from '../targets/credentials.ts';
import type { ProviderState } from '../targets/state-servers.ts';

/** A request that no example can express, and what its response must be. */
export interface NegativeCase
  extends Pick<TestCase, 'operation' | 'status' | 'request' | 'group' | 'undeclared' | 'prepare'> {
  /** `layer breaks its pattern`. */
  readonly title: string;
  /** The state that the target has to be in. */
  readonly providerState?: ProviderState;
  /** The response depends on the data of the target. A mock has no data. */
  readonly needsData?: true;
  /** It presents wrong credentials. A target whose right ones are unknown may have none configured, and respond with 403. */
  readonly needsCredentials?: true;
  /** The case needs no token, even where the operation asks for one. */
  readonly anonymous?: true;
  /** Another status that is as right. */
  readonly alternative?: number;
  /** Further checks, run when status, headers and schema are right. */
  expects?(received: ReceivedResponse, body: unknown): Failure[];
}

/** What negative cases are made from. */
export interface CaseContext {
  readonly contract: Contract;
  /** The operations that get cases. */
  readonly operations: readonly Operation[];
  /** The release that the target serves. */
  readonly release: Release;
  /** What invalid inputs are generated from. */
  readonly sources: Sources;
  /** Without credentials, a case that needs a token is skipped. */
  readonly credentials?: Credentials;
  /**
   * A request that succeeds, with a token where the operation asks for one.
   * @throws NoValue when an input has no value on this target
   */
  requestOf(operation: Operation): PlannedRequest;
  /** The status of the response to that request. */
  successOf(operation: Operation): number;
}

export type CaseFactory = (context: CaseContext) => NegativeCase[];

export function operationsDeclaring(status: number, { operations }: CaseContext): readonly Operation[] {
  return operations.filter(({ responses }) => responses.has(status));
}

/** Empty for a value that is not an object. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
