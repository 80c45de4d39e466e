// @ts-check
import { members } from './follow.js';

/** What may differ from answer to answer, by where it ends: nothing else is left out of comparisons. */
const property =
  /\/properties\/(timestamp|uptime|environment|latencyMs|requestId|contract\/properties\/checksum)$|\/PublishedRelease(\.yaml#)?\/properties\/lastUpdated$/;
const header = /^(ETag|RateLimit|RateLimit-Policy|Retry-After|Content-Encoding|X-Request-Id)$/;

/**
 * `x-volatile` stands only on what has to differ: it takes a value out of every comparison with the
 * examples, so on a count or a version it would hide the faults that these are there to find.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const volatileKnown = () => ({
  Schema(schema, { location, report }) {
    if (!('x-volatile' in schema) || property.test(location.absolutePointer)) return;
    report({ message: unknown('This value'), location: location.child('x-volatile').key() });
  },
  Response(response, ctx) {
    for (const [name, { node, location }] of members(
      ctx,
      { node: response, location: ctx.location },
      'headers',
    )) {
      if (!('x-volatile' in node) || header.test(name)) continue;
      ctx.report({ message: unknown(`Header ${name}`), location: location.child('x-volatile').key() });
    }
  },
});

/** @param {string} what */
const unknown = (what) =>
  `${what} is not known to differ from answer to answer. Remove x-volatile, or name it in volatile-known.js.`;
