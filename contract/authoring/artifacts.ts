// The contract's sources in, the text of every file of generated/ out. Nothing is written here.
import { dump } from 'js-yaml';
import { bundleContract } from './bundle.ts';
import { renderRoutes } from './routes.ts';
import { renderTypes } from './types.ts';

/** File name within generated/ → its text. The bundle comes last: mock and server reload when it is written. */
export type Artifacts = ReadonlyMap<string, string>;

const notice = 'Made from openapi/ by `npm run generate`. Do not edit.';

export async function buildArtifacts(root: string): Promise<Artifacts> {
  const document = await bundleContract(root);
  // noRefs: a YAML alias would make two places of the contract one object in some readers, and text in others.
  const bundle = dump(document, { noRefs: true, lineWidth: -1 });
  return new Map([
    ['api.ts', `// ${notice}\n\n${renderTypes(document)}`],
    ['operations.ts', `// ${notice}\n${renderRoutes(document)}`],
    ['openapi.yaml', `# ${notice}\n${bundle}`],
  ]);
}
