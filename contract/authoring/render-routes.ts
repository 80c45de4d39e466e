import { isObject, type JsonObject } from '../json.ts';
import { readOperations } from '../read-document.ts';
import { routeOf } from '../route.ts';

/** The text of `operations.ts`, a line for each operation. */
export function renderRoutes(document: JsonObject): string {
  const operations = readOperations({ document, pointer: '', value: document });
  const lines = operations.map((operation) => {
    return `  ${propertyName(operation.id)}: ${literal(routeOf(document, operation))},`;
  });
  return `import type { operations, paths } from './api.ts';

/** How each operation is called: operationId → Route, see contract/route.ts. */
export const routes = {
${lines.join('\n')}
} as const satisfies Record<keyof operations, { path: keyof paths; [member: string]: unknown }>;
`;
}

/** A value as TypeScript, in the style of this project. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'string') return quoted(value);
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${literal(member)}`);
  return `{ ${members.join(', ')} }`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
