import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';

// A project of two packages, and a fake npm that writes the files that npm would write.
const packages = (versions: { tsx: string }, engine = '>=20.19.0') => ({
  packages: {
    '': { engines: { node: engine } },
    'node_modules/tsx': { version: versions.tsx },
    'node_modules/for-another-platform': { version: '1.0.0', optional: true },
  },
});
const npm = `#!/usr/bin/env node
const fs = require('node:fs');
if (fs.existsSync('npm-fails')) process.exit(1);
console.log('npm ' + process.argv.slice(2).join(' '));
fs.mkdirSync('node_modules/tsx', { recursive: true });
fs.writeFileSync('node_modules/tsx/index.js', '');
fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

const root = useTemporaryFolder();
beforeEach(async () => {
  const original = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));
  await mkdir(join(root(), 'scripts'));
  await copyFile(original, join(root(), 'scripts/bootstrap.mjs'));
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.0' })));
  await write('scripts/print.mjs', 'console.log(process.argv.slice(2).join()); process.exitCode = 7;');
  await write('bin/npm', npm, 0o755);
});

async function write(name: string, text: string, mode = 0o644): Promise<void> {
  const file = join(root(), name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
}

async function bootstrap(...given: string[]) {
  const PATH = `${join(root(), 'bin')}${delimiter}${process.env.PATH}`;
  const script = given.length > 0 ? given : ['scripts/print.mjs', '--only', 'mock'];
  const args = [join(root(), 'scripts/bootstrap.mjs'), ...script];
  const options = { env: { PATH }, extendEnv: false, reject: false, stripFinalNewline: false } as const;
  const { exitCode, stdout, stderr } = await execa(process.execPath, args, options);
  return { exitCode, stdout, stderr };
}

const installing = `Installing: 1 packages are missing or outdated (npm ci --ignore-scripts --include=dev)
npm ci --ignore-scripts --include=dev
`;

it('nothing is installed → installs, runs the script with its arguments and gives its exit code', async () => {
  expect(await bootstrap()).toEqual({ exitCode: 7, stdout: '--only,mock\n', stderr: installing });
});

it('everything is installed → runs the script at once', async () => {
  await bootstrap();
  expect(await bootstrap()).toEqual({ exitCode: 7, stdout: '--only,mock\n', stderr: '' });
});

it('another version in the lockfile → installs', async () => {
  await bootstrap();
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.1' })));
  expect((await bootstrap()).stderr).toBe(installing);
});

it('npm fails → exit 1, and the script does not run', async () => {
  await write('npm-fails', '');
  expect(await bootstrap()).toMatchObject({ exitCode: 1, stdout: '' });
});

it('Node is too old → names the version that is needed, and installs nothing', async () => {
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.0' }, '>=99.1.0')));
  expect(await bootstrap()).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `Node 99.1 or newer is needed, this is ${process.versions.node} (with nvm: nvm install)\n`,
  });
});

it.each([['scripts/nothing.ts'], ['--nope']])('%s is no script → one line, exit 2', async (name) => {
  expect(await bootstrap(name)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `error: there is no script ${name}. Run an npm script, such as: npm start -- --help\n`,
  });
});
