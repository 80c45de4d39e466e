/** Responses of a server in a state that no request can bring about. */
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Operation } from '../../contract/model.ts';
import type { ProviderState } from '../targets/state-servers.ts';
import { asObject, type CaseFactory, type NegativeCase, operationsDeclaring } from './negative-case.ts';

/** 429: the client has used up its quota, which is a single request. */
export const rateLimited = inState('limited', 429, 'quota used up', async (send, request) => {
  await send(request);
  return request;
});

/** 500: the handler throws. */
export const handlerFails = inState('failing', 500, 'handler fails');

/** 503: the server has loaded no release. */
export const nothingToServe = inState('empty', 503, 'no release loaded');

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

/** The store is down and a release is in memory: health is degraded, reads work, and publishing gets 503. */
export const storeDown: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.map((operation) => ({
    title: 'store down',
    operation,
    request: requestOf(operation),
    providerState: 'storeless',
    ...(operation.responses.has(201)
      ? { status: 503 }
      : {
          status: 200,
          group: 'reads while the store is down',
          expects: (_: ReceivedResponse, body: unknown) => checkDegraded(operation, body),
        }),
  }));

function checkDegraded({ id }: Operation, body: unknown) {
  if (id !== 'getHealth') return [];
  const { status, checks } = asObject(body);
  const { store, snapshot } = asObject(checks);
  const reported = [status, asObject(store).status, asObject(snapshot).status];
  return compareWith('a server without its store', ['degraded', 'down', 'up'], reported);
}
