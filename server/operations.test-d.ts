/** Lines that must not compile. `npm run check` fails when one of them compiles. */
import type { Handler, Handlers } from './handler.ts';
import type { Representation } from './http/representation.ts';
import type { Body } from './operation-types.ts';
import { handlers } from './operations.ts';

const { getHealth, ...withoutHealth } = handlers;

// @ts-expect-error an operation without a handler
withoutHealth satisfies Handlers;

const renamed = { humanFriendlyName: '', mfa: '', success: true } as const;
// @ts-expect-error a response with a renamed property
(() => ({ status: 200, body: renamed })) satisfies Handler<'convertHfnToMfa'>;

// @ts-expect-error a response with a status that the contract does not declare
(() => ({ status: 201, body: { hfn: '', mfa: '', success: true } })) satisfies Handler<'convertHfnToMfa'>;

// @ts-expect-error an input that the contract does not declare
(({ query }) => ({ status: 200, body: query.limit })) satisfies Handler<'listLayers'>;

declare const layers: Representation<Body<'listLayers'>>;
// @ts-expect-error a precomputed response of another operation
(() => ({ status: 200, body: layers })) satisfies Handler<'listCategories'>;

const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' } as const;
// @ts-expect-error a header with the value of another response
(() => ({ status: 200, body: layers, headers })) satisfies Handler<'listLayers'>;
