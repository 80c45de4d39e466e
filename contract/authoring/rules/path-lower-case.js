// @ts-check
/**
 * A path is in lower case, with hyphens. Redocly's paths-kebab-case does not know `{id}.json` and `:archive`.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const pathLowerCase = () => ({
  Paths(paths, { location, report }) {
    for (const template of Object.keys(paths)) {
      if (!/[A-Z_]/.test(template.replaceAll(/\{[^{}]*\}/g, ''))) continue;
      report({
        message: 'The path has capital letters or _. Use lower case and hyphens.',
        location: location.child(template).key(),
      });
    }
  },
});
