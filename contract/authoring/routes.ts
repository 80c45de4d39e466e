import type { Oas3_1Definition, Oas3PathItem, Referenced } from '@redocly/openapi-core';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** TypeScript that says where each operation lives: operationId → method and path template. */
export function renderRoutes(document: Oas3_1Definition): string {
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, item]) => routesOf(path, item));
  return `import type { operations, paths } from './api.ts';

/** Where each operation lives: operationId → method and path template. */
export const routes = {
${routes.join('\n')}
} as const satisfies Record<keyof operations, { method: string; path: keyof paths }>;
`;
}

function routesOf(path: string, item: Referenced<Oas3PathItem>): string[] {
  return methods.flatMap((method) => {
    const id = method in item ? (item as Oas3PathItem)[method]?.operationId : undefined;
    return id === undefined ? [] : [`  ${id}: { method: '${method}', path: '${path}' },`];
  });
}
