// @ts-check
import semver from 'semver';

/**
 * `npm run diff` compares versions, so they are semantic (semver.org).
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const versionSemver = () => ({
  Info({ version }, { location, report }) {
    const written = String(version);
    // semver also reads v1.0.0, and spaces around it.
    if (semver.valid(written) !== null && /^\d\S*$/.test(written)) return;
    const meant = semver.coerce(written.replace(/\b0+(?=\d)/g, ''))?.version ?? '1.0.0';
    report({
      message: `The version ${written} is not semantic: it needs three numbers. Write version: ${meant}.`,
      location: location.child('version'),
    });
  },
});
