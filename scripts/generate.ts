// npm run generate: the sources of the contract in openapi/ → every file of generated/.
import { join } from 'node:path';
import { Option } from 'commander';
import { execa } from 'execa';
import { ContractError } from '../contract/authoring/bundle.ts';
import { findDrift } from '../contract/authoring/drift.ts';
import { generate } from '../contract/authoring/generate.ts';
import { StubRefused, writeStub } from '../contract/authoring/stub.ts';
import { describeRegeneration, regenerateOnSave } from '../contract/authoring/watch.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const { check, watch, stub } = createCommand(
  'generate',
  'Make generated/ from openapi/: bundle, types and routes.',
)
  .option('--check', 'write nothing; exit 1 when generated/ is not what openapi/ gives')
  .option('--watch', 'generate after every save in openapi/')
  .addOption(
    new Option('--stub <operationId>', 'write a handler to begin with, and its test').conflicts([
      'check',
      'watch',
    ]),
  )
  .parse()
  .opts<{ check?: true; watch?: true; stub?: string }>();

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

async function generateStub(id: string): Promise<void> {
  await generate(projectRoot);
  const files = await writeStub(projectRoot, id);
  // Biome puts the import of the handler in its place.
  const biome = join(projectRoot, 'node_modules/@biomejs/biome/bin/biome');
  await execa(process.execPath, [biome, 'check', '--write', ...files], { cwd: projectRoot, reject: false });
  const [handler, test] = files;
  console.log(`Wrote ${files.join(', ')}`);
  console.log(`Write the handler in ${handler}, then: npx vitest run ${test}`);
}

try {
  if (stub !== undefined) await generateStub(stub);
  else await (check ? reportDrift() : generateOnce());
} catch (error) {
  if (!(error instanceof ContractError || error instanceof StubRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
if (watch) {
  console.log('Watching openapi/');
  regenerateOnSave(projectRoot, (regeneration) => console.log(describeRegeneration(regeneration)));
}
