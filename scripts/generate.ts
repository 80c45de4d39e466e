// npm run generate: the sources of the contract in openapi/ → every file of generated/.

import { ContractError } from '../contract/authoring/bundle.ts';
import { findDrift } from '../contract/authoring/drift.ts';
import { generate } from '../contract/authoring/generate.ts';
import { describeRegeneration, regenerateOnSave } from '../contract/authoring/watch.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const { check, watch } = createCommand('generate', 'Make generated/ from openapi/: bundle, types and routes.')
  .option('--check', 'write nothing; exit 1 when generated/ is not what openapi/ gives')
  .option('--watch', 'generate after every save in openapi/')
  .parse()
  .opts<{ check?: true; watch?: true }>();

async function generateOnce(): Promise<void> {
  const changed = await generate(projectRoot);
  console.log(changed.length > 0 ? `Wrote ${changed.join(', ')}` : 'generated/ is up to date');
}

async function reportDrift(): Promise<void> {
  const drift = await findDrift(projectRoot);
  for (const sentence of drift) console.error(sentence);
  if (drift.length > 0) process.exitCode = 1;
  else console.log('generated/ is up to date');
}

try {
  await (check ? reportDrift() : generateOnce());
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
if (watch) {
  console.log('Watching openapi/');
  regenerateOnSave(projectRoot, (regeneration) => console.log(describeRegeneration(regeneration)));
}
