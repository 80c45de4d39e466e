import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { beforeAll, expect, it } from 'vitest';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

// A file, what it imports, and the rule that it breaks.
const rows: [string, string, string][] = [
  ['lib/table.ts', 'contract/match.ts', 'lib-imports'],
  ['taxonomy/tree.ts', 'server/app.ts', 'taxonomy-imports'],
  ['taxonomy/checksum.ts', 'node:crypto', 'runs-in-browsers'],
  ['taxonomy/checksum.test.ts', 'node:fs', 'none'],
  ['generated/api.ts', 'client/client.ts', 'generated-imports'],
  ['contract/match.ts', 'contract-tests/run.ts', 'contract-imports'],
  ['contract/schemas.ts', 'node:util', 'runs-in-browsers'],
  ['contract/scenarios.ts', 'contract/bundle-file.ts', 'reaches-node'],
  ['contract/bundle-file.ts', 'node:fs', 'none'],
  ['contract/authoring/diff.ts', 'lib/table.ts', 'none'],
  ['client/client.ts', 'server/app.ts', 'client-imports'],
  ['client/retry.ts', 'contract/bundle-file.ts', 'reaches-node'],
  ['client/sync.ts', 'node:timers', 'runs-in-browsers'],
  ['client/src/sync/storage/file-storage.ts', 'node:fs/promises', 'none'],
  ['client/src/sync/index.ts', 'client/src/sync/storage/file-storage.ts', 'reaches-node'],
  ['client/browser-tests/page-server.ts', 'server/app.ts', 'none'],
  ['client/browser-tests/engines/webkit.ts', 'lib/process.ts', 'none'],
  ['client/browser-tests/pages.ts', 'mock/respond.ts', 'browser-tests-imports'],
  ['client/errors.ts', 'generated/api.ts', 'none'],
  ['mock/respond.ts', 'server/main.ts', 'mock-imports'],
  ['mock/match.ts', 'contract/model.ts', 'none'],
  ['server/app.ts', 'mock/respond.ts', 'server-imports'],
  ['server/main.ts', 'contract/bundle-file.ts', 'none'],
  ['server/http/problem.ts', 'express-openapi-validator', 'validator-only'],
  ['server/http/validator.ts', 'express-openapi-validator', 'none'],
  ['contract-tests/run.ts', 'scripts/promote.ts', 'contract-tests-imports'],
  ['contract-tests/targets.ts', 'server/http/problem.ts', 'none'],
  ['bench/requests.ts', 'contract-tests/run.ts', 'bench-imports'],
  ['explorer/page.ts', 'server/app.ts', 'explorer-imports'],
  ['promotion/promote.ts', 'mock/respond.ts', 'promotion-imports'],
  ['promotion/evidence.ts', 'contract-tests/run.ts', 'none'],
  ['deploy/monitoring.test.ts', 'bench/requests.ts', 'deploy-imports'],
  ['scripts/promote.ts', 'promotion/promote.ts', 'none'],
  ['scripts/one.ts', 'scripts/two.ts', 'no-circular'],
  ['scripts/two.ts', 'scripts/one.ts', 'none'], // a circle is reported once
  ['lib/one.ts', 'type lib/two.ts', 'no-circular'],
  ['lib/two.ts', 'type lib/one.ts', 'none'],
];

// Each line of "where these go" in ARCHITECTURE.md, written in a wrong place. The eighth, a word, is in glossary.test.ts.
const misplaced: [what: string, file: string, imports: string, rule: string][] = [
  ['a response header set by the mock', 'mock/headers.ts', 'server/http/send.ts', 'mock-imports'],
  ['a rule about names in server/', 'taxonomy/rules.ts', 'server/releases/name-rules.ts', 'taxonomy-imports'],
  [
    'a gate in contract-tests/',
    'contract-tests/checks/gate.ts',
    'promotion/gate.ts',
    'contract-tests-imports',
  ],
  [
    'a mutator in server/',
    'server/http/drop-header.ts',
    'contract-tests/mutation/mutant.ts',
    'server-imports',
  ],
  ['a flag of npm run mock read in mock/', 'mock/options.ts', 'scripts/mock.ts', 'mock-imports'],
  [
    'a helper that starts a process in contract/',
    'contract/start.ts',
    'node:child_process',
    'runs-in-browsers',
  ],
  ['a helper in contract/ on lib/process.ts', 'contract/launch.ts', 'lib/process.ts', 'reaches-node'],
  ['a figure of a bench in server/', 'server/figure.ts', 'bench/lib/statistics.ts', 'server-imports'],
];

let root: string;
let broken: { from: string; rule: { name: string } }[];

beforeAll(async () => {
  root = createTemporaryFolder();
  await write('node_modules/express-openapi-validator/index.js', '');
  const pairs = [...rows, ...misplaced.map(([, file, to]) => [file, to] as const)];
  for (const [, , to] of misplaced) if (to.includes('/')) await write(to, '');
  for (const [from, to] of pairs) await write(from, importLine(from, to));
  const folders = new Set(pairs.map(([from]) => from.slice(0, from.indexOf('/'))));
  const { output } = await cruise([...folders], {
    validate: true,
    ruleSet: { forbidden },
    baseDir: root,
    tsPreCompilationDeps: true,
  });
  if (typeof output === 'string') throw new Error(output);
  broken = output.summary.violations;
});

it.each(rows)('%s imports %s → breaks %s', (file, _, rule) => {
  expect(brokenBy(file)).toEqual(rule === 'none' ? [] : [rule]);
});

it.each(misplaced)('%s → is refused, because %s imports %s', (_, file, __, rule) => {
  expect(brokenBy(file)).toEqual([rule]);
});

function brokenBy(file: string): string[] {
  return broken.filter(({ from }) => from === file).map((violation) => violation.rule.name);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

function importLine(from: string, to: string): string {
  const [file = '', type] = to.split(' ').reverse();
  const specifier = file.includes('/')
    ? relative(dirname(`/${from}`), `/${file}`).replace(/^(?!\.)/, './')
    : file;
  return type ? `import type { X } from '${specifier}';\nexport type X = 1;\n` : `import '${specifier}';\n`;
}
