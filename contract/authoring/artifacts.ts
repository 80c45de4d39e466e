// The sources of the contract → the text of every file of generated/. Nothing is written here.
import { dump } from 'js-yaml';
import type { JsonObject } from '../json.ts';
import { bundleContract } from './bundle.ts';
import { renderRoutes } from './render-routes.ts';
import { renderTypes } from './render-types.ts';

/** File name within generated/ → its text. The bundle is last: mock and server reload when it is written. */
export type Artifacts = ReadonlyMap<string, string>;

const notice = 'Made from openapi/ by `npm run generate`. Do not edit.';

/** @throws ContractError when the sources cannot be bundled */
export async function buildArtifacts(root: string): Promise<Artifacts> {
  const document = (await bundleContract(root)) as unknown as JsonObject;
  // noRefs: some YAML readers resolve an alias to one shared object, others to copies.
  const bundle = dump(document, { noRefs: true, lineWidth: -1 });
  return new Map([
    ['api.ts', `// ${notice}\n\n${renderTypes(document)}`],
    ['operations.ts', `// ${notice}\n${renderRoutes(document)}`],
    ['openapi.yaml', `# ${notice}\n${bundle}`],
  ]);
}
