// npm run pack: the packages that others install, as tarballs.
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const command = createCommand('pack', 'Make the packages that others install, as tarballs in dist-packages/.')
  .option('--out <folder>', 'write to this folder instead')
  .addHelpText('after', '\nEach entry of taxonomy-client is a line of `exports` in client/package.json.')
  .parse();
const { out = join(projectRoot, 'dist-packages') } = command.opts<{ out?: string }>();

// Imported late: these load for seconds, and a wrong option is reported before.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
await generateOrExit();
const { load } = await import('js-yaml');
const { buildCommand } = await import('../lib/packages/build-command.ts');
const { buildLibrary } = await import('../lib/packages/build-library.ts');
const { pack } = await import('../lib/packages/pack.ts');
const { createTemporaryFolder } = await import('../lib/temporary-folder.ts');

const contract = await readFile(join(projectRoot, 'generated/openapi.yaml'), 'utf8');

for (const { file, bytes } of [await packClient(), await packMock()])
  console.log(`${relative(process.cwd(), file)}  ${(bytes / 1000).toFixed(1)} kB`);

async function packClient() {
  const [folder, stage] = [join(projectRoot, 'client'), createTemporaryFolder()];
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const library = {
    folder,
    entries: manifest.exports,
    dependencies: Object.keys(manifest.dependencies),
    peers: Object.keys(manifest.peerDependencies),
    tsconfig: join(folder, 'tsconfig.package.json'),
  };
  const built = await buildLibrary(library, stage);
  const files = {
    'contract.json': `${JSON.stringify(load(contract), null, 2)}\n`,
    'openapi.yaml': contract,
  };
  return pack(folder, stage, built, files, resolve(out));
}

async function packMock() {
  const [folder, stage] = [join(projectRoot, 'mock'), createTemporaryFolder()];
  const built = await buildCommand('taxonomy-mock', join(folder, 'cli.ts'), stage);
  // Where contract/bundle-file.ts finds it from dist/, as it does from its own folder.
  return pack(folder, stage, built, { 'generated/openapi.yaml': contract }, resolve(out));
}
