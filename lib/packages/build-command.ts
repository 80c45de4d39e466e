import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../project.ts';
import { type Built, bundledIn } from './model.ts';

/**
 * Builds a command into one file of `dist/`, with every package that it uses: `npx` fetches one tarball, and a start
 * reads one file.
 */
export async function buildCommand(name: string, source: string, target: string): Promise<Built> {
  const file = `dist/${name}.js`;
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [source],
    outfile: join(target, file),
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    // The CommonJS of jsonc-parser requires files by names that are not known before it runs.
    mainFields: ['module', 'main'],
    // Packages in CommonJS call `require`.
    banner: {
      js: `#!/usr/bin/env node
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`,
    },
    logLevel: 'warning',
  });
  return { inputs: bundledIn(metafile), manifest: { bin: { [name]: file } } };
}
