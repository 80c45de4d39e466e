// @ts-check
/**
 * @typedef {import('./follow.js').Location} Location
 * @typedef {{ message: string, location: Location }} Issue
 */

/**
 * The server checks one kind of token, of one issuer. Anything else in `security` would be read as if it said so.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedSecurity = () => ({
  Root(root, { location, report }) {
    const [, ...others] = Object.keys(root.components?.securitySchemes ?? {});
    for (const name of others) {
      report({
        message: `A second security scheme (${name}) is not supported: there is one issuer of tokens. Use scopes.`,
        location: location.child(['components', 'securitySchemes', name]).key(),
      });
    }
    for (const issue of requirementIssues(root.security, location)) report(issue);
  },
  Operation(operation, { location, report }) {
    for (const issue of requirementIssues(operation.security, location)) report(issue);
  },
  SecurityScheme(scheme, { location, report }) {
    const name = 'scheme' in scheme ? String(scheme.scheme) : '';
    if (scheme.type === 'http' && name.toLowerCase() === 'bearer') return;
    report({
      message: `The security scheme ${`${scheme.type} ${name}`.trim()} is not supported. Use type: http with scheme: bearer.`,
      location: location.child('type'),
    });
  },
});

/**
 * @param {readonly object[] | undefined} security
 * @param {Location} location
 * @returns {Issue[]}
 */
function requirementIssues(security = [], location) {
  const place = location.child('security').key();
  const issues = security.flatMap((requirement) => {
    const schemes = Object.keys(requirement).length;
    if (schemes === 0) return [optional(place)];
    return schemes > 1
      ? [{ message: 'Several schemes in one requirement are not supported. Keep one.', location: place }]
      : [];
  });
  if (security.length < 2 || issues.length > 0) return issues;
  const message = 'Alternatives in security are not supported. Keep one requirement, or make two operations.';
  return [{ message, location: place }];
}

/**
 * @param {Location} location
 * @returns {Issue}
 */
function optional(location) {
  const message =
    'Optional security ({}) is not supported. Use security: [] for an open operation, or make two operations.';
  return { message, location };
}
