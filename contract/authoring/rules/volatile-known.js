// @ts-check
import { members } from './follow.js';

// What may differ between two responses to the same request, or between two tiers.
const property =
  /\/properties\/(timestamp|uptime|environment|latencyMs|requestId|cacheTimeout|contract\/properties\/checksum)$|\/PublishedRelease(\.yaml#)?\/properties\/lastUpdated$|\/Build(\.yaml)?$/;
const header = /^(ETag|RateLimit|RateLimit-Policy|Retry-After|X-Request-Id)$/;

/**
 * Only values that have to differ are marked `x-volatile`. The mark excludes a value from every comparison with an
 * example: on a count or a version it would hide failures.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const volatileKnown = () => ({
  Schema(schema, { location, report }) {
    if (!('x-volatile' in schema) || property.test(location.absolutePointer)) return;
    report({ message: unknown('This value'), location: location.child('x-volatile').key() });
  },
  Response(node, ctx) {
    const response = { node, location: ctx.location };
    for (const [name, { node, location }] of members(ctx, response, 'headers')) {
      if (!('x-volatile' in node) || header.test(name)) continue;
      ctx.report({ message: unknown(`Header ${name}`), location: location.child('x-volatile').key() });
    }
  },
});

/** @param {string} what */
const unknown = (what) =>
  `${what} is not known to differ between responses. Remove x-volatile, or add it to volatile-known.js.`;
