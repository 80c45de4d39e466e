/** Reads operations/*.yaml. What every operation has in common is added here, so that a file shows the feature alone. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { complete, described, responseComponents } from './complete-operation.ts';
import { type FeatureOperation, type FeatureSources, type Kind, kinds, methods, type Node } from './model.ts';

/** Rows that the document as a whole shows: write-sources.ts writes them. */
export const ofTheDocument = ['OpenAPI 3.1', 'absolute servers, with variables in hosts'];

export function readFeatures(): FeatureSources {
  const files = kinds.map((kind) => ({ kind, ...readFile(kind) }));
  const components: Record<string, Node> = {};
  for (const file of files)
    for (const [kind, named] of Object.entries(file.components))
      components[kind] = {
        ...components[kind],
        ...described(kind === 'responses' ? responseComponents(named) : named),
      };
  const operations = files.flatMap(({ kind, paths }) =>
    Object.entries(paths).flatMap(([path, item]) =>
      methods.flatMap((method) => (method in item ? [operationOf(kind, path, method, item[method])] : [])),
    ),
  );
  const paths = files.flatMap(({ paths }) =>
    Object.entries(paths).map(([path, item]): [string, Node] => {
      const others = Object.entries(item).filter(([name]) => !methods.includes(name));
      return [path, described(Object.fromEntries(others))];
    }),
  );
  return { operations, paths: new Map(paths), components };
}

function readFile(kind: Kind): { paths: Record<string, Node>; components: Record<string, Node> } {
  const file = fileURLToPath(new URL(`operations/${kind}.yaml`, import.meta.url));
  // The copies are independent: YAML aliases are shared objects.
  const {
    paths = {},
    echo = {},
    components = {},
  } = JSON.parse(JSON.stringify(load(readFileSync(file, 'utf8'))));
  return { paths: { ...paths, ...echoPaths(echo) }, components };
}

/** An operation that responds with the body of the request. */
function echoPaths(echo: Record<string, Node>): Record<string, Node> {
  return Object.fromEntries(
    Object.entries(echo).map(([operationId, { feature, schema, examples }]) => {
      const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
      const content = { 'application/json': { schema, examples: Object.fromEntries(named) } };
      const post = {
        'x-feature': feature,
        operationId,
        requestBody: { required: true, content },
        responses: { 200: { description: 'The body.', content } },
      };
      const name = operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [`/api/toys/${name}`, structuredClone({ post })];
    }),
  );
}

function operationOf(kind: Kind, path: string, method: string, source: Node): FeatureOperation {
  const { 'x-feature': feature, ...operation } = source;
  return { kind, feature, path, method, operation: described(complete(kind, method, feature, operation)) };
}
