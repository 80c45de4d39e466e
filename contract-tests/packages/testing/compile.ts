/** The compiler options of those who import the packages. */
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project.ts';
import { run, writeFiles } from './projects.ts';

/** TypeScript 5.9 and 7, of this project: the projects of others need not install them. */
export const compilers = ['typescript', 'typescript-native'];

const strict = {
  strict: true,
  noEmit: true,
  // The declarations of the package are checked as well.
  skipLibCheck: false,
  lib: ['DOM', 'DOM.Iterable', 'ESNext'],
};

export const dialects = {
  // Without the types of Node: browsers and edge runtimes have none.
  nodenext: { ...strict, types: [], target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext' },
  // As create-next-app writes it. TypeScript 7 includes no types that are not named.
  bundler: {
    ...strict,
    types: ['node'],
    target: 'ES2017',
    allowJs: true,
    esModuleInterop: true,
    module: 'ESNext',
    moduleResolution: 'Bundler',
    resolveJsonModule: true,
    isolatedModules: true,
    jsx: 'preserve',
  },
};

/** Compiles files of a folder. @throws with the messages of the compiler */
export async function compile(
  folder: string,
  compiler: string,
  dialect: keyof typeof dialects,
  files: readonly string[],
): Promise<void> {
  const name = `tsconfig.${dialect}.json`;
  await writeFiles(folder, { [name]: JSON.stringify({ compilerOptions: dialects[dialect], files }) });
  const tsc = join(projectRoot, 'node_modules', compiler, 'bin/tsc');
  await run(folder, process.execPath, tsc, '-p', name);
}
