/** Path templates of OpenAPI: expanded, matched, and as routers spell them. */
import type { Contract, Operation } from './model.ts';

type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A template whose text is not known when it is compiled takes any names. */
type Values<Template extends string> = string extends Template
  ? Readonly<Record<string, string>>
  : Readonly<Record<NamesIn<Template>, string>>;

/**
 * `/categories/{layer}` with `{layer: 'S'}` → `/categories/S`.
 * @param encode how a value is written into the path; percent-encoding by default
 * @throws Error when a value is missing
 */
export function expandPath<Template extends string>(
  template: Template,
  values: Values<Template>,
  encode: (value: string) => string = encodeURIComponent,
): string {
  const byName = new Map<string, string>(Object.entries(values));
  return template.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const value = byName.get(name);
    if (value === undefined) throw new Error(`${template} needs a value for ${name}`);
    return encode(value);
  });
}

type Route<Template extends string> = Template extends `${infer Before}{${infer Name}}${infer Rest}`
  ? `${Before}:${Name}${Route<Rest>}`
  : Template;

/** A path template as routers spell it: `/categories/{layer}` → `/categories/:layer`. */
export function routeOf<Template extends string>(template: Template): Route<Template> {
  return template.replaceAll(/\{(\w+)\}/g, ':$1') as Route<Template>;
}

/** The decoded values in a path, by parameter name; undefined when the path does not match the template. */
export function pathParameters(
  { path: template }: Pick<Operation, 'path'>,
  path: string,
): Map<string, string> | undefined {
  const names = template.split('/');
  const values = path.split('/');
  const parameters = new Map<string, string>();
  const matches = names.every((name, index) => {
    const value = values[index];
    if (!name.startsWith('{')) return name === value;
    if (!value) return false;
    parameters.set(name.slice(1, -1), decodeSegment(value));
    return true;
  });
  return matches && names.length === values.length ? parameters : undefined;
}

/** A malformed escape such as %ZZ stays as it is; the schema of the parameter refuses it. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Every operation at this path, whatever its method. */
export function operationsAt({ operations }: Contract, path: string): Operation[] {
  return operations.filter((operation) => pathParameters(operation, path));
}

/** @param method in any case; HEAD is answered by GET */
export function findOperation(contract: Contract, method: string, path: string): Operation | undefined {
  const wanted = method.toLowerCase().replace(/^head$/, 'get');
  return operationsAt(contract, path).find((operation) => operation.method === wanted);
}

/** @throws Error when the contract has no such operation */
export function operationById({ operations }: Contract, id: string): Operation {
  const operation = operations.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`the contract has no operation ${id}`);
  return operation;
}

/** The methods that these operations answer, in upper case: HEAD wherever there is GET, and OPTIONS. */
export function allowedMethods(operations: readonly Pick<Operation, 'method'>[]): string[] {
  const declared = operations.flatMap(({ method }) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  return [...new Set([...declared, 'OPTIONS'])];
}
