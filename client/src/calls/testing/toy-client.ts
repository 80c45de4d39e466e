/** Clients of one operation, for features that the contract of this project does not use. */
import type { Route } from '../../../../contract/route.ts';
import { type ClientOptions, createClient } from '../create-client.ts';

/** An operation of which the compiler knows nothing. */
interface AnyOperation {
  parameters: Partial<Record<'path' | 'query' | 'header', Record<string, unknown>>>;
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}

const common = { method: 'post', path: '/things' } as const;

/** @param route what differs from a POST to `/things` */
export function toyClient(route: Partial<Route>, options: Partial<ClientOptions> = {}) {
  const routes = { call: { ...common, ...route } };
  return createClient<{ call: AnyOperation }>(routes, { baseUrl: 'http://127.0.0.1:1', ...options });
}

/** A toy client whose every call gets this response. */
export function toyClientWithResponse(route: Partial<Route>, response: Response) {
  return toyClient(route, { fetch: async () => response });
}
