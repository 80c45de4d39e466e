/**
 * The entries of a package as others import them: as ESM, in which entries share chunks and so their state and types;
 * as CJS, one file for each entry; and the declarations of both. Whatever is no dependency of the package is bundled.
 */
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { projectRoot } from '../project.ts';
import { type Built, bundledIn } from './model.ts';

export interface Library {
  /** The workspace. */
  readonly folder: string;
  /** Entry of the package → its source in the folder: `./sync` → `./src/sync/index.ts`. */
  readonly entries: Readonly<Record<string, string>>;
  /** The packages that whoever installs this one gets with it. */
  readonly dependencies: readonly string[];
  /** The packages that whoever installs this one has, or does not need. */
  readonly peers: readonly string[];
  /** The file. Declarations are made as it says. */
  readonly tsconfig: string;
}

/** Builds into the folder `dist` of a package. */
export async function buildLibrary(library: Library, target: string): Promise<Built> {
  const dist = join(target, 'dist');
  const inputs = await buildCode(library, dist);
  await buildDeclarations(library, dist);
  const names = Object.keys(library.entries).map((entry) => [entry, nameOf(entry)] as const);
  const conditions = (name: string, c: '' | 'c') => ({
    types: `./dist/${name}.d.${c}ts`,
    default: `./dist/${name}.${c}js`,
  });
  return {
    inputs,
    manifest: {
      exports: Object.fromEntries(
        names.map(([entry, name]) => [
          entry,
          { import: conditions(name, ''), require: conditions(name, 'c') },
        ]),
      ),
    },
  };
}

/** `.` → `index`, `./sync/node` → `sync/node`. */
function nameOf(entry: string): string {
  return entry === '.' ? 'index' : entry.slice(2);
}

function sourcesOf({ entries, folder }: Library): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([entry, source]) => [nameOf(entry), join(folder, source)]),
  );
}

async function buildCode(library: Library, outdir: string): Promise<string[]> {
  const common = {
    absWorkingDir: projectRoot,
    entryPoints: sourcesOf(library),
    outdir,
    bundle: true,
    metafile: true,
    target: 'es2020',
    // For browsers, Node and edge runtimes alike.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  } satisfies BuildOptions;
  const external = [...library.peers, 'node:*'];
  const esm = await build({
    ...common,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: [...external, ...library.dependencies],
  });
  // Dependencies are bundled: as Node does, esbuild takes the whole of a CommonJS module as its default export, and
  // openapi-fetch has that as a member.
  const cjs = await build({ ...common, format: 'cjs', outExtension: { '.js': '.cjs' }, external });
  return [...bundledIn(esm.metafile), ...bundledIn(cjs.metafile)];
}

async function buildDeclarations(library: Library, dir: string): Promise<void> {
  const bundle = await rollup({
    input: sourcesOf(library),
    external: (id) => !/^[./]|^\w:/.test(id),
    plugins: [dts({ tsconfig: library.tsconfig })],
  });
  for (const end of ['ts', 'cts'])
    await bundle.write({
      dir,
      entryFileNames: `[name].d.${end}`,
      chunkFileNames: `chunks/[name]-[hash].d.${end}`,
    });
  await bundle.close();
}
