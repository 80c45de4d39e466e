// The contract's sources in, the text of every file of generated/ out. Nothing is written here.
import { type Oas3_1Definition, stringifyYaml } from '@redocly/openapi-core';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { bundleContract } from './bundle.ts';
import { renderRoutes } from './routes.ts';

/** File name within generated/ → its text. The bundle comes last: mock and server reload when it is written. */
export type Artifacts = ReadonlyMap<string, string>;

const notice = 'Made from openapi/ by `npm run generate`. Do not edit.';

export async function buildArtifacts(root: string): Promise<Artifacts> {
  const document = await bundleContract(root);
  // noRefs: a YAML alias would make two places of the contract one object in some readers, and text in others.
  const bundle = stringifyYaml(document, { noRefs: true, lineWidth: -1 });
  return new Map([
    ['api.ts', `// ${notice}\n\n${await renderTypes(document)}`],
    ['operations.ts', `// ${notice}\n${renderRoutes(document)}`],
    ['openapi.yaml', `# ${notice}\n${bundle}`],
  ]);
}

async function renderTypes(document: Oas3_1Definition): Promise<string> {
  // immutable: a snapshot's prebuilt, frozen bodies fit the types of the answers.
  return astToString(await openapiTS(document as OpenAPI3, { immutable: true, silent: true }));
}
