// @ts-check
/**
 * @typedef {import('@redocly/openapi-core').Location} Location
 * @typedef {{ message: string, location: Location }} Issue
 * @typedef {Readonly<Record<string, any>>} Schemes by name
 */

/**
 * The server checks bearer tokens of one issuer, HTTP basic, and API keys. Anything else in `security` would be read as
 * if it said so.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedSecurity = () => {
  /** @type {Schemes} */
  let schemes = {};
  return {
    Root(root, { location, report }) {
      schemes = root.components?.securitySchemes ?? {};
      const issues = [
        ...requirementIssues(root.security, schemes, location),
        ...nameIssues(schemes, location),
      ];
      for (const issue of issues) report(issue);
    },
    Operation(operation, { location, report }) {
      for (const issue of requirementIssues(operation.security, schemes, location)) report(issue);
    },
    Parameter({ name, in: where }, { location, report }) {
      if (!isKey(schemes, where, name)) return;
      report({
        message: `The ${where} parameter ${name} is an API key. Remove it: security says it.`,
        location: location.child('name'),
      });
    },
    SecurityScheme(scheme, { location, report }) {
      for (const issue of schemeIssues(scheme, location)) report(issue);
    },
  };
};

/** @type {(security: readonly object[] | undefined, schemes: Schemes, location: Location) => Issue[]} */
function requirementIssues(security = [], schemes, location) {
  return security.flatMap((requirement, index) => {
    const names = Object.keys(requirement);
    const place = location.child(['security', index]);
    const unknown = names
      .filter((name) => !Object.hasOwn(schemes, name))
      .map((name) => ({
        message: `There is no security scheme ${name}. Add it to components.securitySchemes in openapi/openapi.yaml.`,
        location: place.child(name).key(),
      }));
    if (names.length < 2) return unknown;
    const message =
      'Several schemes in one requirement are not supported. Keep one, or make alternatives: one list item for each.';
    return [...unknown, { message, location: place }];
  });
}

/** Two names of one variable would share their secrets. @type {(schemes: Schemes, location: Location) => Issue[]} */
function nameIssues(schemes, location) {
  const names = Object.keys(schemes);
  const plain = names.map((name) => name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase());
  return names
    .filter((_, index) => plain.indexOf(plain[index] ?? '') < index)
    .map((name) => ({
      message: `The security scheme ${name} has the name of another one, apart from case and punctuation. Rename it.`,
      location: location.child(['components', 'securitySchemes', name]).key(),
    }));
}

/** @type {(schemes: Schemes, where: unknown, name: string) => boolean} */
function isKey(schemes, where, name) {
  return Object.values(schemes).some(
    (scheme) =>
      scheme.type === 'apiKey' &&
      scheme.in === where &&
      String(scheme.name).toLowerCase() === name.toLowerCase(),
  );
}

// Clients set these headers for other purposes.
const taken = /^(?:accept|authorization|content-type|cookie|host|origin)$/i;

/** @type {(scheme: any, location: Location) => Issue[]} */
function schemeIssues({ type, scheme = '', in: where, name = '' }, location) {
  if (type === 'http' && /^(?:bearer|basic)$/i.test(scheme)) return [];
  if (type !== 'apiKey') {
    const message = `The security scheme ${`${type} ${scheme}`.trim()} is not supported. Use type: http with scheme: bearer or basic, or type: apiKey.`;
    return [{ message, location: location.child('type') }];
  }
  if (where === 'cookie') {
    const message = 'An API key in a cookie is not supported. Use in: header, or in: query.';
    return [{ message, location: location.child('in') }];
  }
  const names = where === 'query' ? /^[A-Za-z][\w.-]*$/ : /^[\w!#$%&'*+.^`|~-]+$/;
  if (names.test(name) && !(where === 'header' && taken.test(name))) return [];
  const message = `An API key in the ${where} ${name} is not supported. Choose another name, or use type: http.`;
  return [{ message, location: location.child('name') }];
}
