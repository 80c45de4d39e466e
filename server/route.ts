/** A path template of OpenAPI in Express's spelling: `/categories/{layer}` → `/categories/:layer`. */
export function routeOf(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, ':$1');
}
