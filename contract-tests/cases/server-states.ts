/** Responses of a server in a state that no request can bring about. */
import type { ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { componentsOf } from '../../contract/schema-walk.ts';
import { isShown } from '../../contract/successes.ts';
import { checksWhileStoreDown, publishes } from '../invariants/states.ts';
import type { ProviderState } from '../targets/state-servers.ts';
import { changesData } from '../writes.ts';
import {
  type CaseContext,
  type CaseFactory,
  type NegativeCase,
  operationsDeclaring,
} from './negative-case.ts';

/** 429: the client has used up its quota, which is a single request. */
export const rateLimited = inState('limited', 429, 'quota used up', async (send, request) => {
  await send(request);
  return request;
});

/** 500: the handler throws. */
export const handlerFails = inState('failing', 500, 'handler fails');

/** 503: the server has loaded no release. Where an example shows a 503, it may have another reason. */
export const nothingToServe: CaseFactory = (context) =>
  inState('empty', 503, 'no release loaded')(context).filter(({ operation }) => !isShown(operation, 503));

function inState(
  providerState: ProviderState,
  status: number,
  title: string,
  prepare?: NegativeCase['prepare'],
): CaseFactory {
  return (context) =>
    operationsDeclaring(status, context).map((operation) => ({
      title,
      operation,
      status,
      request: context.requestOf(operation),
      providerState,
      ...(prepare && { prepare }),
    }));
}

/** The store is down and a release is in memory: reads work, and what goes to the store gets 503. */
export const storeDown: CaseFactory = (context) =>
  context.operations.map((operation) => ({
    title: 'store down',
    operation,
    request: context.requestOf(operation),
    providerState: 'storeless',
    ...whileStoreDown(operation, context),
  }));

function whileStoreDown(operation: Operation, { contract, successOf }: CaseContext) {
  if (publishes(contract, operation)) return { status: 503 };
  const status = successOf(operation);
  return {
    status,
    group: 'reads while the store is down',
    // Only the handler knows whether another change needs the store.
    ...(changesData(operation, status) && operation.responses.has(503) && { alternative: 503 }),
    expects: (_: ReceivedResponse, body: unknown) => checkBody(contract, operation, status, body),
  };
}

function checkBody({ document }: Contract, { responses }: Operation, status: number, body: unknown) {
  const media = [...(responses.get(status)?.content.values() ?? [])];
  const components = media.flatMap(({ schemaPointer }) => componentsOf(document, schemaPointer));
  return components.flatMap((name) => checksWhileStoreDown[name]?.(body) ?? []);
}
