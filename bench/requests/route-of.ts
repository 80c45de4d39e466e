type Route<Template extends string> = Template extends `${infer Before}{${infer Name}}${infer Rest}`
  ? `${Before}:${Name}${Route<Rest>}`
  : Template;

/** A path template as routers spell it: `/categories/{layer}` → `/categories/:layer`. */
export function routeOf<Template extends string>(template: Template): Route<Template> {
  return template.replaceAll(/\{(\w+)\}/g, ':$1') as Route<Template>;
}
