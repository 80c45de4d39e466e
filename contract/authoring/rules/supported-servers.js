// @ts-check
/**
 * Requests are validated by the path in `paths`. With another base path the validator lets everything through.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedServers = () => ({
  Root(root, { location, report }) {
    (root.servers ?? []).forEach(({ url }, index) => {
      const path = String(url).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
      if (path === '' || path === '/') return;
      report({
        message: `The base path ${path} of a server is not supported. Write it in front of each path in paths.`,
        location: location.child(['servers', index, 'url']),
      });
    });
  },
  PathItem(item, ctx) {
    refuseServers(item, ctx);
  },
  Operation(operation, ctx) {
    refuseServers(operation, ctx);
  },
});

/** @type {(holder: { servers?: unknown }, ctx: import('@redocly/openapi-core').UserContext) => void} */
function refuseServers(holder, { location, report }) {
  if (holder.servers === undefined) return;
  report({
    message: 'Servers of a path or an operation are not supported. Keep servers at the root of the document.',
    location: location.child('servers').key(),
  });
}
