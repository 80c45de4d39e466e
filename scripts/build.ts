// npm run build: the service for production, in dist/. Plain JavaScript in a few files, so that it starts fast.
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { preparedContract } from './build/prepare-contract.ts';
import { createCommand } from './lib/command.ts';
import { generateOrExit } from './lib/generate-or-exit.ts';
import { projectRoot } from './lib/project.ts';

createCommand('build', 'Make dist/ for production. Start it with: node dist/server/main.js')
  .addHelpText('after', '\nIt needs node_modules beside it: npm ci --omit=dev --ignore-scripts.')
  .parse();
await generateOrExit();

const dist = join(projectRoot, 'dist');
const server = join(dist, 'server');
await rm(dist, { recursive: true, force: true });
await build({
  absWorkingDir: projectRoot,
  entryPoints: { main: 'server/main.ts', 'prepare-thread': 'server/releases/prepare-in-this-thread.ts' },
  outdir: server,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: true,
  plugins: [preparedContract],
  logLevel: 'warning',
  // A native module, and one that pg asks for and does without. Chokidar is for dev alone.
  external: ['libsql', 'pg-native', 'chokidar'],
  // Packages that are CommonJS inside ask for these.
  banner: {
    js: [
      "import { createRequire as requireFrom } from 'node:module';",
      'const require = requireFrom(import.meta.url);',
      'const { dirname: __dirname, filename: __filename } = import.meta;',
    ].join('\n'),
  },
});
// The name under which server/releases/prepare-in-thread.ts starts it.
await rename(join(server, 'prepare-thread.js'), join(server, 'prepare-thread.mjs'));
await mkdir(join(dist, 'generated'), { recursive: true });
await copyFile(join(projectRoot, 'generated/openapi.yaml'), join(dist, 'generated/openapi.yaml'));
console.log('Made dist/. Start it: ENVIRONMENT=production node dist/server/main.js');
