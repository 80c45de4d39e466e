/** Path templates of OpenAPI: expanded and matched. */
import type { Contract, Operation } from './model.ts';

type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A template whose text is not known when it is compiled takes any names. */
type Values<Template extends string> = string extends Template
  ? Readonly<Record<string, string>>
  : Readonly<Record<NamesIn<Template>, string>>;

const parameter = /\{([^{}]+)\}/g;

/**
 * `/categories/{layer}` with `{layer: 'S'}` → `/categories/S`.
 * @param encode how a value is written into the path; percent-encoding by default
 * @throws Error when a value is missing, and when a segment would be empty, `.` or `..`: that is another path
 */
export function expandPath<Template extends string>(
  template: Template,
  values: Values<Template>,
  encode: (value: string) => string = encodeURIComponent,
): string {
  const byName = new Map<string, string>(Object.entries(values));
  const path = template.replaceAll(parameter, (_, name) => {
    const value = byName.get(name);
    if (value === undefined) throw new Error(`${template} needs a value for ${name}`);
    return encode(value);
  });
  const refused = path.split('/').find((segment, index) => index > 0 && ['', '.', '..'].includes(segment));
  if (refused !== undefined) throw new Error(`"${refused}" cannot be a segment of ${template}`);
  return path;
}

/**
 * The path of a request target, without the host of its absolute form, query and fragment: hosts may come with a
 * password. Escapes of letters and digits are read, because they mean the same path (RFC 3986, 6.2.2.2).
 */
export function pathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*/s, '');
  const unreserved = /%(?:3\d|[46][1-9a-f]|[57][\da])/gi;
  return path.replaceAll(unreserved, decodeURIComponent) || '/';
}

/** The values in a path, by parameter name, still percent-encoded; undefined when the path does not match. */
export type PathMatcher = (path: string) => Map<string, string> | undefined;

/** Each parameter takes as few characters as it can: in `{a}-{b}`, the first hyphen ends `a`. */
export function createPathMatcher(template: string): PathMatcher {
  const names = [...template.matchAll(parameter)].map(([, name = '']) => name);
  const literals = template.split(/\{[^{}]+\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${literals.join('([^/]+?)')}$`);
  return (path) => {
    const values = pattern.exec(path)?.slice(1);
    return values && new Map(names.map((name, index) => [name, values[index] ?? '']));
  };
}

/** The decoded values in a path, by parameter name; undefined when the path does not match the template. */
export function pathParameters(
  { path: template }: Pick<Operation, 'path'>,
  path: string,
): Map<string, string> | undefined {
  const values = createPathMatcher(template)(path);
  return values && new Map([...values].map(([name, value]) => [name, decodeSegment(value)]));
}

/** A malformed escape such as %ZZ stays as it is; the schema of the parameter refuses it. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Finds every operation at a path, whatever its method. Where several templates match, the most concrete counts
 * (OpenAPI 3.1, 4.8.8): `/x/latest` before `/x/{id}.json` before `/x/{id}`.
 */
export function createFind(operations: readonly Operation[]): Contract['find'] {
  const templates = [...new Set(operations.map(({ path }) => path))];
  const routes = templates
    .map((template) => ({
      template,
      match: createPathMatcher(template),
      operations: operations.filter(({ path }) => path === template),
    }))
    .sort((a, b) => rankOf(a.template).localeCompare(rankOf(b.template)));
  return (path) => {
    // Escapes of - . _ ~ mean the same, too. They are kept where a template takes them: in `{a}-{b}`, only an escaped
    // hyphen is in a value.
    for (const form of new Set([path, path.replaceAll(/%(?:2[de]|5f|7e)/gi, decodeURIComponent)])) {
      for (const { match, operations } of routes) {
        const values = match(form);
        if (values) return { operations, values };
      }
    }
    return { operations: [], values: new Map() };
  };
}

/** A digit for each segment: 0 plain text, 1 text with parameters, 2 one parameter. */
function rankOf(template: string): string {
  const ranks = template.split('/').map((segment) => {
    if (!segment.includes('{')) return 0;
    return /^\{[^{}]+\}$/.test(segment) ? 2 : 1;
  });
  return ranks.join('');
}

/** Every operation at this path, whatever its method. */
export function operationsAt({ find }: Pick<Contract, 'find'>, path: string): readonly Operation[] {
  return find(path).operations;
}

/** The method of the contract that answers a request: GET answers HEAD. @param method in any case */
export function answeringMethod(method: string): string {
  const name = method.toLowerCase();
  return name === 'head' ? 'get' : name;
}

/** @param method in any case; HEAD is answered by GET */
export function findOperation(
  contract: Pick<Contract, 'find'>,
  method: string,
  path: string,
): Operation | undefined {
  const wanted = answeringMethod(method);
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
