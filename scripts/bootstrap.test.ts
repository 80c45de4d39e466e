import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

// A project of two packages, and an npm that "installs" by writing what npm would write.
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

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bootstrap-'));
  await mkdir(join(root, 'scripts'));
  await copyFile(
    fileURLToPath(new URL('bootstrap.mjs', import.meta.url)),
    join(root, 'scripts/bootstrap.mjs'),
  );
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.0' })));
  await write('scripts/say.mjs', 'console.log(process.argv.slice(2).join()); process.exitCode = 7;');
  await write('bin/npm', npm, 0o755);
});
afterEach(() => rm(root, { recursive: true }));

async function write(name: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text, { mode });
}

function bootstrap() {
  const PATH = `${join(root, 'bin')}${delimiter}${process.env.PATH}`;
  const args = [join(root, 'scripts/bootstrap.mjs'), 'scripts/say.mjs', '--only', 'mock'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { PATH }, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const installing = `Installing: 1 packages are missing or outdated (npm ci --ignore-scripts --include=dev)
npm ci --ignore-scripts --include=dev
`;

it('nothing installed → installs, runs the script with its arguments and ends with its exit code', () => {
  expect(bootstrap()).toEqual({ status: 7, stdout: '--only,mock\n', stderr: installing });
});

it('everything installed → runs the script at once', () => {
  bootstrap();
  expect(bootstrap()).toEqual({ status: 7, stdout: '--only,mock\n', stderr: '' });
});

it('another version in the lockfile → installs', async () => {
  bootstrap();
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.1' })));
  expect(bootstrap().stderr).toBe(installing);
});

it('npm fails → 1, and the script does not run', async () => {
  await write('npm-fails', '');
  expect(bootstrap()).toMatchObject({ status: 1, stdout: '' });
});

it('Node too old → says which is needed, and installs nothing', async () => {
  await write('package-lock.json', JSON.stringify(packages({ tsx: '4.0.0' }, '>=99.1.0')));
  expect(bootstrap()).toEqual({
    status: 1,
    stdout: '',
    stderr: `Node 99.1 or newer is needed, this is ${process.versions.node} (with nvm: nvm install)\n`,
  });
});
