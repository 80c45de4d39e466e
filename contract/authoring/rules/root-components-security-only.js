// @ts-check
/**
 * Each component has its own file. The bundle would hold a second copy of a component that the root refers to. So the
 * root keeps only securitySchemes, which cannot be referenced by file.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const rootComponentsSecurityOnly = () => ({
  Root(root, { location, report }) {
    // The bundle may hold components: it is one file, whose path items are no references.
    const isSource = Object.values(root.paths ?? {}).some((item) => typeof item.$ref === 'string');
    if (!isSource) return;
    for (const kind of Object.keys(root.components ?? {})) {
      if (kind === 'securitySchemes') continue;
      report({
        message: `Root components hold ${kind}. Move them to files in components/${kind} and refer to these files.`,
        location: location.child(['components', kind]).key(),
      });
    }
  },
});
