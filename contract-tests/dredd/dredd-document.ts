import type { Contract } from '../../contract/model.ts';

/**
 * The document that Dredd reads: each operation and each of its statuses, in OpenAPI 3.0, on a path of its own.
 *
 * Dredd does not get the bundle itself. Its parser reads OpenAPI 3.0 only and silently drops what it does not know, such
 * as a path parameter with a hyphen. No check is lost: our hooks replace every request, and they read the bundle and
 * check schemas, headers and examples.
 */
export function dreddDocument({ operations, version }: Contract): string {
  const paths = operations.map(({ id, method, responses }, index) => {
    // Dredd compiles an absent `content` to a transaction, but an empty one to none.
    const statuses = [...responses.keys()].map((status) => [status, { description: 'declared' }]);
    // It uses the summary as the name.
    return [`/${index}`, { [method]: { summary: id, responses: Object.fromEntries(statuses) } }];
  });
  const info = { title: 'Contract', version };
  return JSON.stringify({ openapi: '3.0.3', info, paths: Object.fromEntries(paths) });
}
