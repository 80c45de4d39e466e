import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { bundleFile } from '../contract/authoring/diff/base.ts';
import { neutralEnvironment } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';

const folder = useTemporaryFolder();
const diff = (...args: string[]) =>
  execa(process.execPath, ['--import', 'tsx', 'scripts/diff.ts', ...args], {
    cwd: projectRoot,
    env: neutralEnvironment(),
    extendEnv: false,
    reject: false,
  });

it('the contract itself as base → nothing changed, exit code 0', async () => {
  const { exitCode, stdout } = await diff('--base', bundleFile);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^Nothing changed since generated/)]);
});

it('a base that had a path more → refused: 1, on stderr, as JSON, as a table', async () => {
  const base = join(folder(), 'base.yaml');
  const text = await readFile(join(projectRoot, bundleFile), 'utf8');
  await writeFile(base, text.replace('paths:\n', 'paths:\n  /gone: { get: { responses: {} } }\n'));
  const [asText, asJson, asTable] = await Promise.all(
    [[], ['--json'], ['--markdown']].map((options) => diff('--base', base, ...options)),
  );
  const message = 'Path `/gone` was removed.';
  expect([asText?.exitCode, asText?.stdout, asText?.stderr]).toEqual([
    1,
    '',
    expect.stringContaining(message),
  ]);
  expect([asJson?.exitCode, JSON.parse(asJson?.stdout ?? '')]).toMatchObject([
    1,
    { refused: true, changes: [{ level: 'major', message }] },
  ]);
  expect([asTable?.exitCode, asTable?.stdout]).toEqual([
    1,
    expect.stringContaining(`| ${message} | breaking |`),
  ]);
});

it.each([
  [2, ['--base', 'v99.99.99']],
  [2, ['--json', '--markdown']],
  [3, ['--base', 'http://127.0.0.1:1/openapi.yaml']],
])('exit code %i ← %j', async (code, args) => {
  const { exitCode, stderr } = await diff(...args);
  expect([exitCode, stderr]).toEqual([code, expect.stringMatching(/./)]);
});
