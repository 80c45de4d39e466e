// The sources of the contract → the text of every file of generated/. Nothing is written here.
import type { JsonObject } from '../json.ts';
import { renderYaml } from '../served-document.ts';
import { bundleContract } from './bundle.ts';
import { flattenObjects } from './flatten-objects.ts';
import { renderBundle } from './render-bundle.ts';
import { renderRoutes } from './render-routes.ts';
import { renderTypes } from './render-types.ts';

/** File name within generated/ → its text. The bundle is last: mock and server reload when it is written. */
export type Artifacts = ReadonlyMap<string, string>;

const notice = 'Made from openapi/ by `npm run generate`. Do not edit.';

/** @throws ContractError when the sources cannot be bundled */
export async function buildArtifacts(root: string): Promise<Artifacts> {
  const document = flattenObjects((await bundleContract(root)) as unknown as JsonObject);
  return new Map([
    ['api.ts', `// ${notice}\n\n${renderTypes(document)}`],
    ['operations.ts', `// ${notice}\n${renderRoutes(document)}`],
    ['bundle.ts', `// ${notice}\n${renderBundle(document)}`],
    ['openapi.yaml', `# ${notice}\n${renderYaml(document)}`],
  ]);
}
