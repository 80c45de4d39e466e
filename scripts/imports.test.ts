import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, it } from 'vitest';

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

// A file, what it imports, and the rule that this breaks.
const rows: [string, string, string][] = [
  ['taxonomy/tree.ts', 'server/app.ts', 'taxonomy-imports'],
  ['taxonomy/checksum.ts', 'node:crypto', 'taxonomy-runs-in-browsers'],
  ['taxonomy/checksum.test.ts', 'node:fs', 'none'],
  ['contract/contract.ts', 'taxonomy/tree.ts', 'contract-imports'],
  ['contract/match.ts', 'contract-tests/run.ts', 'contract-imports'],
  ['contract/read.ts', 'node:fs', 'none'],
  ['generated/api.ts', 'client/client.ts', 'generated-imports'],
  ['client/client.ts', 'server/app.ts', 'client-imports'],
  ['client/retry.ts', 'contract/read.ts', 'client-imports'],
  ['client/sync.ts', 'node:timers', 'client-runs-in-browsers'],
  ['client/errors.ts', 'generated/api.ts', 'none'],
  ['server/app.ts', 'scripts/mock/mock.ts', 'server-imports'],
  ['server/main.ts', 'contract/read.ts', 'none'],
  ['server/problem.ts', 'express-openapi-validator', 'validator-only'],
  ['server/validator.ts', 'express-openapi-validator', 'none'],
  ['contract-tests/run.ts', 'server/problem.ts', 'server-internals'],
  ['contract-tests/boot.ts', 'server/app.ts', 'none'],
  ['scripts/bench.ts', 'server/problem.ts', 'server-internals'],
  ['scripts/mock/mock.ts', 'contract/read.ts', 'none'],
  ['openapi/rules/index.js', 'scripts/mock/mock.ts', 'openapi-imports'],
  ['scripts/one.ts', 'scripts/two.ts', 'no-circular'],
  ['scripts/two.ts', 'scripts/one.ts', 'none'], // a circle is reported once
];

let root: string;
let broken: { from: string; rule: { name: string } }[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'imports-'));
  await write('node_modules/express-openapi-validator/index.js', '');
  for (const [from, to] of rows) await write(from, `import '${specifier(from, to)}';\n`);
  const folders = new Set(rows.map(([from]) => from.slice(0, from.indexOf('/'))));
  const { output } = await cruise([...folders], { validate: true, ruleSet: { forbidden }, baseDir: root });
  if (typeof output === 'string') throw new Error(output);
  broken = output.summary.violations;
});

afterAll(() => rm(root, { recursive: true }));

it.each(rows)('%s imports %s → breaks %s', (file, _, rule) => {
  const rules = broken.filter(({ from }) => from === file).map((violation) => violation.rule.name);
  expect(rules).toEqual(rule === 'none' ? [] : [rule]);
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

function specifier(from: string, to: string): string {
  return to.includes('/') ? relative(dirname(`/${from}`), `/${to}`).replace(/^(?!\.)/, './') : to;
}
