// npm run build: the service for production, in dist/. Plain JavaScript in a few files, so that it starts fast.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { generateOrExit } from '../contract/authoring/generate-or-exit.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';
import { preparedContract } from '../server/build/prepare-contract.ts';

const command = createCommand('build', 'Make dist/ for production. Start it with: node dist/server/main.js')
  .option('--out <folder>', 'make it in this new folder instead')
  .addHelpText('after', '\nIt needs node_modules beside it: npm ci --omit=dev --ignore-scripts.')
  .parse();
const { out } = command.opts<{ out?: string }>();
// What is in another folder than dist/ is somebody's.
if (out !== undefined && existsSync(out)) command.error(`error: ${out} is there already`);
await generateOrExit();

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
  // A script whose value is one function: what main.mjs hands it is what a module would find.
  format: 'cjs',
  banner: { js: '(function (require, moduleUrl, __filename, __dirname) {' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'moduleUrl' },
  plugins: [preparedContract],
  // A native module, and one that pg asks for and does without.
  external: ['libsql', 'pg-native'],
  // Four packages bring copies of the same table of media types.
  alias: { 'mime-types': join(projectRoot, 'node_modules/express/node_modules/mime-types') },
});
// Under the name by which server/releases/prepare-in-thread.ts starts it.
await build({
  ...common,
  entryPoints: ['server/releases/prepare-worker.ts'],
  outfile: join(server, 'prepare-worker.mjs'),
  format: 'esm',
});
await copyFile(join(projectRoot, 'server/build/main.mjs'), join(server, 'main.js'));
await mkdir(join(dist, 'generated'), { recursive: true });
await copyFile(join(projectRoot, 'generated/openapi.yaml'), join(dist, 'generated/openapi.yaml'));
// Loaded this late because it imports what may just have been generated.
const { keepCode } = await import('../server/build/keep-code.ts');
await keepCode(join(server, 'main.js'), join(server, 'service.js.code'));
const made = relative(process.cwd(), dist);
console.log(`Made ${made}/. Start it: ENVIRONMENT=production node ${join(made, 'server/main.js')}`);
