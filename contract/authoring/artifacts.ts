// The sources of the contract → the text of every file of generated/. Nothing is written here.
import type { Oas3_1Definition, Oas3PathItem, Referenced } from '@redocly/openapi-core';
import { dump } from 'js-yaml';
import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  resolveRef,
  scanDiscriminators,
  transformSchema,
} from 'openapi-typescript';
import { bundleContract } from './bundle.ts';

/** File name within generated/ → its text. The bundle is last: mock and server reload when it is written. */
export type Artifacts = ReadonlyMap<string, string>;

const notice = 'Made from openapi/ by `npm run generate`. Do not edit.';

/** @throws ContractError when the sources cannot be bundled */
export async function buildArtifacts(root: string): Promise<Artifacts> {
  const document = await bundleContract(root);
  // noRefs: some YAML readers resolve an alias to one shared object, others to copies.
  const bundle = dump(document, { noRefs: true, lineWidth: -1 });
  return new Map([
    ['api.ts', `// ${notice}\n\n${renderTypes(document)}`],
    ['operations.ts', `// ${notice}\n${renderRoutes(document)}`],
    ['openapi.yaml', `# ${notice}\n${bundle}`],
  ]);
}

const typeOptions = {
  // The bodies of precomputed responses are frozen; readonly types accept them.
  immutable: true,
  silent: true,
  defaultNonNullable: true,
} as const;

/**
 * The types of the contract. openapiTS() would lint and bundle the document again, which takes four fifths of its
 * time. So this calls only the steps after that.
 *
 * @param document the bundle; discriminators are written into it.
 */
export function renderTypes(document: Oas3_1Definition): string {
  const schema = document as OpenAPI3;
  const context = {
    ...typeOptions,
    injectFooter: [],
    discriminators: scanDiscriminators(schema, typeOptions),
    resolve: ($ref: string) => resolveRef(schema, $ref, typeOptions),
  };
  return astToString(transformSchema(schema, context as unknown as GlobalContext));
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

function renderRoutes(document: Oas3_1Definition): string {
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
    return id === undefined ? [] : [`  ${propertyName(id)}: { method: '${method}', path: '${path}' },`];
  });
}

function propertyName(operationId: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(operationId) ? operationId : `'${operationId.replaceAll("'", "\\'")}'`;
}
