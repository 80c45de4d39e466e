import type { RequestHandler } from 'msw';
import type { OperationId } from '../calls/taxonomy-client.ts';
import { createHandlers, type HandlerOptions } from './create-handlers.ts';
import { ownContract } from './own-contract.ts';

export type { HandlerOptions } from './create-handlers.ts';
export type { Forced } from './forced.ts';

/**
 * Handlers for `setupWorker` and `setupServer` of MSW 2, made from the contract. They answer as taxonomy-mock does: with
 * the scenario whose inputs a request has, with a problem where the request is invalid, and otherwise with the first
 * example of success and a header `X-Mock`, which says so.
 *
 * ```ts
 * const server = setupServer(...handlers({ baseUrl: 'https://registry.example' }));
 * server.use(...handlers({ scenario: 'unknownLayer' }));
 * server.use(...handlers({ only: ['getVersion'], sequence: [503, 503] }));
 * ```
 *
 * They leave to MSW what is not under the paths of the contract, and generate nothing: `Prefer: dynamic=true` gets 501.
 *
 * @throws Error when no operation has the scenario or the status that is named; the message lists those that exist
 */
export function handlers(options: HandlerOptions<OperationId> = {}): RequestHandler[] {
  return createHandlers(ownContract(), options);
}
