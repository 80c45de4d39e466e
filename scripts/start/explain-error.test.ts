import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { explainError } from './explain-error.ts';

const root = useTemporaryFolder();

it.each([
  [
    'a syntax error',
    { message: 'Transform failed with 1 error:\nROOT/server/x.ts:3:18: ERROR: Expected ";"' },
    'server/x.ts:3 Expected ";"',
  ],
  [
    'an import of a name that is not exported',
    {
      message: 'No export x',
      stack: "ROOT/server/x.ts:2\nimport { x } from './y.ts';\n\nSyntaxError: No export x",
    },
    'server/x.ts:2 No export x',
  ],
  [
    'an error in a package that our code calls',
    {
      message: 'toys are\nout',
      stack:
        'Error: toys are\nout\n    at f (ROOT/node_modules/p/a.js:1:2)\n    at g (file://ROOT/server/x.ts:7:1)',
    },
    'server/x.ts:7 toys are',
  ],
  [
    'a missing handler',
    { type: 'MissingHandler', message: 'no handler', stack: 'at ROOT/server/x.ts:1:2' },
    'no handler',
  ],
  ['an error of another place', { message: 'no', stack: 'at /elsewhere/x.ts:1:2' }, 'no'],
  ['no error', 'text', 'text'],
])('%s → one line with its place', (_, error, line) => {
  expect(explainError(JSON.parse(JSON.stringify(error).replaceAll('ROOT', root())), root())).toBe(line);
});

it('an import of a file or package that does not exist → the line of the import', async () => {
  await mkdir(join(root(), 'server'));
  const importer = join(root(), 'server/x.ts');
  await writeFile(importer, "import { a } from './a.ts';\nimport { b } from './b.ts';\nimport c from 'c';\n");
  const missing = (what: string) =>
    explainError({ message: `Cannot find ${what} imported from ${importer}` }, root());
  expect(missing(`module '${root()}/server/b.ts'`)).toBe(
    'server/x.ts:2 imports server/b.ts, which does not exist',
  );
  expect(missing("package 'c'")).toMatch(/^server\/x\.ts:\d imports the package c, which does not exist$/);
});
