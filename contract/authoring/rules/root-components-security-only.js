// @ts-check
/**
 * Components live in files of their own. An alias to them in the root would bundle as a second copy,
 * so the root keeps only what cannot be referenced by file: securitySchemes.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const rootComponentsSecurityOnly = () => ({
  Root(root, { location, report }) {
    // The bundle is one file and holds every component, rightly so.
    const assembled = Object.values(root.paths ?? {}).some((item) => typeof item.$ref === 'string');
    if (!assembled) return;
    for (const kind of Object.keys(root.components ?? {})) {
      if (kind === 'securitySchemes') continue;
      report({
        message: `Root components hold ${kind}. Move them to files in components/${kind} and refer to those.`,
        location: location.child(['components', kind]).key(),
      });
    }
  },
});
