import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { copyProject } from '../lib/project.ts';

it('--stub → a handler that compiles and a test that fails until it is written; refused once it is there', async () => {
  const copy = await copyProject();
  const run = (...args: string[]) => execa(process.execPath, args, { cwd: copy, reject: false });
  const stub = (id: string) => run('--import', 'tsx', 'scripts/generate.ts', '--stub', id);
  const table = join(copy, 'server/operations.ts');
  const source = join(copy, 'openapi/paths/layer-count.yaml');
  await writeFile(source, (await readFile(source, 'utf8')).replace('getLayerCount', 'countToys'));
  const before = (await readFile(table, 'utf8')).replaceAll('getLayerCount,', '');
  await writeFile(table, before);

  expect(await stub('countToyz')).toMatchObject({
    exitCode: 1,
    stderr: 'There is no operation countToyz. Did you mean countToys?',
  });
  expect(await readFile(table, 'utf8')).toBe(before);

  const { stdout, exitCode } = await stub('countToys');
  const [, handler = ''] = /^Wrote (\S+), /.exec(stdout) ?? [];
  expect([exitCode, handler]).toEqual([0, 'server/compatibility/count-toys.ts']);
  expect(await readFile(table, 'utf8')).toContain('  countToys,\n};');
  const { stdout: types } = await run(
    'node_modules/typescript-native/bin/tsc',
    '-p',
    '.',
    '--incremental',
    'false',
  );
  expect(types).not.toMatch(/^server\/(operations|.*count-toys.*)\.ts/m);
  const test = await run('node_modules/vitest/vitest.mjs', 'run', handler.replace(/ts$/, 'test.ts'));
  expect(test.exitCode).toBe(1);
  expect(test.stderr).toContain(`countToys is not implemented: write ${handler}`);

  expect(await stub('countToys')).toMatchObject({
    exitCode: 1,
    stderr: 'Operation countToys has a handler already. See server/operations.ts',
  });
});
