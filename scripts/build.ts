// npm run build: the service for production in dist/, as a few files of JavaScript, so that it starts fast.
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const command = createCommand('build', 'Make dist/ for production. Start it with: node dist/server/main.js')
  .option('--out <folder>', 'write to this new folder instead')
  .addHelpText('after', '\nThe build contains every package, for the platform on which it was made.')
  .parse();
const { out } = command.opts<{ out?: string }>();
// Only dist/ is overwritten: another folder may hold files of the user.
if (out !== undefined && existsSync(out))
  command.error(`error: ${out} exists. Choose a new folder for --out.`);

// The generator and esbuild take a second to load: a wrong option is reported before.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
await generateOrExit();
const { build } = await import('esbuild');
const { readContract } = await import('../contract/bundle-file.ts');
const { prepareContract } = await import('../server/build/prepare-contract.ts');

const contract = readContract();
const dist = out === undefined ? join(projectRoot, 'dist') : resolve(out);
await rm(dist, { recursive: true, force: true });
const server = join(dist, 'server');
const common: BuildOptions = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: true,
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: ['server/main.ts'],
  outfile: join(server, 'service.js'),
  // The script evaluates to one function. main.mjs calls it with the variables that a module has.
  format: 'cjs',
  banner: { js: '(function (require, moduleUrl, __filename, __dirname) {' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'moduleUrl' },
  plugins: [prepareContract(contract)],
  // A native module, and an optional dependency of pg.
  external: ['libsql', 'pg-native'],
  // Four packages contain copies of the same table of media types.
  alias: { 'mime-types': join(projectRoot, 'node_modules/express/node_modules/mime-types') },
});
// server/releases/prepare-in-thread.ts starts it by this name.
await build({
  ...common,
  entryPoints: ['server/releases/prepare-worker.ts'],
  outfile: join(server, 'prepare-worker.mjs'),
  format: 'esm',
});
// Operators have no sources: they back up, restore and publish with it.
await build({
  ...common,
  entryPoints: ['scripts/taxonomy.ts'],
  outfile: join(dist, 'taxonomy.mjs'),
  format: 'esm',
  external: ['libsql', 'pg-native'],
  // Packages in CommonJS call `require`. Files are found as by the code of the service, from the folder server/.
  banner: {
    js: `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const moduleUrl = new URL('server/', import.meta.url).href;`,
  },
  define: { 'import.meta.url': 'moduleUrl' },
});
await copyFile(join(projectRoot, 'server/build/main.mjs'), join(server, 'main.js'));
// Native code cannot be bundled.
for (const name of ['libsql', '@libsql', '@neon-rs/load', 'detect-libc']) {
  const installed = join(projectRoot, 'node_modules', name);
  await cp(installed, join(dist, 'node_modules', name), { recursive: true });
}
const redoc = join(projectRoot, 'node_modules/redoc/bundles/redoc.standalone.js');
await copyFile(redoc, join(server, 'redoc.standalone.js'));
await mkdir(join(dist, 'generated'), { recursive: true });
await copyFile(join(projectRoot, 'generated/openapi.yaml'), join(dist, 'generated/openapi.yaml'));
// Imported here because it imports generated/, which may have been written just now.
const { keepCode } = await import('../server/build/keep-code.ts');
const { writeManifest } = await import('../server/build/write-manifest.ts');
await keepCode(join(server, 'main.js'), join(server, 'service.js.code'));
const id = writeManifest(dist, contract);
const folder = relative(process.cwd(), dist);
const variables =
  'ENVIRONMENT=production DATA_DIR=.data-production CORS_ORIGINS=https://app.example PUBLIC_URL=https://registry.example';
console.log(
  `Built ${folder}/, ${id.slice(0, 12)}. Start it:\n${variables} node ${join(folder, 'server/main.js')}`,
);
