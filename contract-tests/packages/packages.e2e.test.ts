/** The packages as others get them: packed, installed in empty projects, compiled, bundled and run there. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { fetchPackages } from '../../lib/fetch-packages.ts';
import { type StartedServer, startServer } from '../../lib/process.ts';
import { projectRoot } from '../../lib/project.ts';
import { compile, compilers } from './testing/compile.ts';
import { installAlone, installInFrontEnd, packAll, run, writeFiles } from './testing/projects.ts';

/**
 * How much an entry may add to a page, minified, with all it imports but React, and gzip. `over` is an entry that the
 * page has already.
 */
const limits: Record<string, { bytes: number; over?: string }> = {
  // With retry and cache, which a page that does not import them leaves out; openapi-fetch alone is 2.6 KB.
  '.': { bytes: 6144 },
  './sync': { bytes: 10_240 },
  './react': { bytes: 1024, over: './sync' },
  './lookup': { bytes: 12_288 },
};
/** Entries that run in tests and in Node, where size is no matter. */
const unlimited = ['./testing', './msw', './sync/node'];

const source = JSON.parse(readFileSync(join(projectRoot, 'client/package.json'), 'utf8'));
const entries = Object.keys(source.exports);
const nameOf = (entry: string) => `taxonomy-client${entry.slice(1)}`;
const needsPeer = (entry: string) => ['./react', './msw'].includes(entry);
const withoutPeers = entries.filter((entry) => !needsPeer(entry)).map(nameOf);

let tarballs: Awaited<ReturnType<typeof packAll>>;
let alone: string;
let frontEnd: string;
let mock: StartedServer<'MOCK_PORT'>;

beforeAll(async () => {
  tarballs = await packAll();
  alone = await installAlone(Object.values(tarballs));
  frontEnd = await installInFrontEnd([tarballs['taxonomy-client']]);
  mock = await startServer('node_modules/taxonomy-mock/dist/taxonomy-mock.js', ['MOCK_PORT'], {
    root: alone,
  });
});
afterAll(() => mock?.stop());

describe('where nothing else is installed', () => {
  const call = `
    const client = createTaxonomyClient({ baseUrl: process.argv[2] });
    client.convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } }).then(({ data }) => console.log(data.mfa));`;

  it('npm install → brings openapi-fetch alone, and the mock brings nothing', () => {
    const installed = readdirSync(join(alone, 'node_modules')).filter((name) => !name.startsWith('.'));
    const packages = ['openapi-fetch', 'openapi-typescript-helpers', 'taxonomy-client', 'taxonomy-mock'];
    expect(installed).toEqual(packages);
  });

  it.each([
    [
      'run.mjs',
      `import { createTaxonomyClient } from 'taxonomy-client';`,
      (name: string) => `import '${name}';`,
    ],
    [
      'run.cjs',
      `const { createTaxonomyClient } = require('taxonomy-client');`,
      (name: string) => `require('${name}');`,
    ],
  ])('%s → every entry loads, and a call succeeds', async (file, first, load) => {
    await writeFiles(alone, { [file]: [...withoutPeers.map(load), first, call].join('\n') });
    expect(await run(alone, process.execPath, file, mock.urls.MOCK_PORT)).toBe('2.001.007.001');
  });

  it('contract.json and openapi.yaml → the contract', () => {
    const require = createRequire(join(alone, 'package.json'));
    const { info } = require('taxonomy-client/contract.json');
    expect(info.version).toBe(readContract().version);
    const yaml = readFileSync(require.resolve('taxonomy-client/openapi.yaml'), 'utf8');
    expect(yaml).toBe(readContract().text);
  });

  it.each(compilers)(
    '%s, strict, module NodeNext, as ESM and as CJS → every entry compiles',
    async (compiler) => {
      const imports = withoutPeers.map(
        (name, index) => `import * as m${index} from '${name}';\nvoid m${index};\n`,
      );
      const text = `${imports.join('')}
import { createTaxonomyClient } from 'taxonomy-client';
export const mfa = createTaxonomyClient({ baseUrl: 'http://localhost' })
  .convertHfnToMfa({ body: { hfn: 'S.POP' } })
  .then(({ data }): string | undefined => data?.mfa);
`;
      await writeFiles(alone, { 'esm.mts': text, 'cjs.cts': text });
      await compile(alone, compiler, 'nodenext', ['esm.mts', 'cjs.cts']);
    },
  );

  it.each([
    ['--help', 0],
    ['--nope', 2],
    ['--port=70000', 2],
  ])('npx taxonomy-mock %s → exit %i, in 80 columns', async (option, code) => {
    const bin = join(alone, 'node_modules/.bin/taxonomy-mock');
    const output = await run(alone, bin, option).catch(({ message }: Error) => message);
    const text = code === 0 ? output : output.split('\n').slice(1).join('\n');
    if (code !== 0) expect(output).toContain(`ended with ${code}:`);
    else expect(text).toContain('Usage: taxonomy-mock');
    if (code === 0) expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('in a front end with React, MSW and Vite', () => {
  const snippets = readSnippets();

  it.each(compilers)(
    '%s, as create-next-app sets it, lib checked → the code of the README compiles',
    async (compiler) => {
      await writeFiles(frontEnd, snippets);
      const imports = entries.map(
        (entry, index) => `import * as m${index} from '${nameOf(entry)}';\nvoid m${index};\n`,
      );
      await writeFiles(frontEnd, { 'src/all.ts': `${imports.join('')}export {};\n` });
      await compile(frontEnd, compiler, 'bundler', ['src/all.ts', ...Object.keys(snippets)]);
    },
  );

  it('vite build of a React page that imports every entry of a page → bundles', async () => {
    const pageEntries = entries.filter((entry) => !unlimited.includes(entry));
    await writeFiles(frontEnd, {
      'index.html':
        '<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>\n',
      'vite.config.js': `import react from '@vitejs/plugin-react';\nexport default { plugins: [react()] };\n`,
      'src/main.tsx': `import { createRoot } from 'react-dom/client';
${pageEntries.map((entry, index) => `import * as m${index} from '${nameOf(entry)}';`).join('\n')}
const names = [${pageEntries.map((_, index) => `m${index}`)}].flatMap((entry) => Object.keys(entry));
createRoot(document.getElementById('root')!).render(<p>{names.join()}</p>);
`,
    });
    const built = await run(frontEnd, process.execPath, 'node_modules/vite/bin/vite.js', 'build');
    expect(built).toContain('built in');
  });

  it.each(entries.filter((entry) => !unlimited.includes(entry)))(
    '%s → is no larger than its limit',
    async (entry) => {
      const { bytes, over } = limits[entry] ?? { bytes: 0 };
      const added = over
        ? (await sizeOf(frontEnd, [over, entry])) - (await sizeOf(frontEnd, [over]))
        : await sizeOf(frontEnd, [entry]);
      console.log(`${nameOf(entry)}: ${added} bytes${over ? ` over ${over}` : ''}`);
      expect(added, 'Add it to `limits` where it is new.').toBeLessThanOrEqual(bytes);
    },
  );

  it('an exported function → has a doc comment', () => {
    const files = entries.map((entry) => declarationsOf(frontEnd, entry));
    const program = ts.createProgram(files, { moduleResolution: ts.ModuleResolutionKind.Bundler });
    expect(undocumentedIn(program, files)).toEqual([]);
  });
});

describe('checks of others', () => {
  it.each(['taxonomy-client', 'taxonomy-mock'] as const)('publint of %s → no problem', async (name) => {
    const tools = await fetchPackages(['publint@0.3.25', '@arethetypeswrong/cli@0.18.5']);
    await run(tools, join(tools, 'node_modules/.bin/publint'), tarballs[name], '--strict');
  });

  it('@arethetypeswrong/cli → no problem', async () => {
    const tools = await fetchPackages(['publint@0.3.25', '@arethetypeswrong/cli@0.18.5']);
    // JSON and YAML have no types, and a bundler takes them as they are.
    const options = ['--profile', 'node16', '--exclude-entrypoints', 'contract.json', 'openapi.yaml'];
    await run(tools, join(tools, 'node_modules/.bin/attw'), tarballs['taxonomy-client'], ...options);
  });

  it('the sources, with the language and the library of ES2022 alone → compile', async () => {
    const tsc = join(projectRoot, 'node_modules/typescript-native/bin/tsc');
    await run(projectRoot, process.execPath, tsc, '-p', 'client/tsconfig.package.json');
  });
});

/** The code of the README, one file for each block. */
function readSnippets(): Record<string, string> {
  const text = readFileSync(join(projectRoot, 'client/README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```(tsx?)\n((?:.|\n)*?)^```$/gm)];
  return Object.fromEntries(
    blocks.map(([, end, code], index) => [`src/snippet-${index}.${end}`, `${code}export {};\n`]),
  );
}

/** What these entries add to a page, in bytes. */
async function sizeOf(folder: string, entries: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: entries.map((entry) => `export * from '${nameOf(entry)}';`).join(''),
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    // A browser: an import of a module of Node is an error.
    platform: 'browser',
    external: ['react', 'msw'],
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

function declarationsOf(folder: string, entry: string): string {
  const root = join(folder, 'node_modules/taxonomy-client');
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(root, exports[entry].import.types);
}

function undocumentedIn(program: ts.Program, files: readonly string[]): string[] {
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    return checker
      .getExportsOfModule(module!)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter((symbol) => symbol.flags & ts.SymbolFlags.Function)
      .filter((symbol) => symbol.getDocumentationComment(checker).length === 0)
      .map(({ name }) => `${file}: ${name}`);
  });
}
