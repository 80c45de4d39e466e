// node scripts/bootstrap.mjs scripts/<name>.ts …: runs a TypeScript script on a machine that has only
// Node and npm. Plain JavaScript without packages, because nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = packagesOf('package-lock.json');

checkNode(wanted[''].engines.node);
installMissing();

// In this process, so that signals, exit codes and the terminal are the script's own.
await import('tsx');
process.argv.splice(1, 1);
process.argv[1] = resolve(root, process.argv[1]);
await import(pathToFileURL(process.argv[1]).href);

function checkNode(range) {
  const [major, minor] = range.match(/\d+/g).map(Number);
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  console.error(
    `Node ${major}.${minor} or newer is needed, this is ${process.versions.node} (with nvm: nvm install)`,
  );
  process.exit(1);
}

function installMissing() {
  // npm writes this file when an installation is complete, so it tells a broken one from a whole one.
  const present = existsSync(`${root}/node_modules/.package-lock.json`)
    ? packagesOf('node_modules/.package-lock.json')
    : {};
  const missing = Object.keys(wanted).filter(
    (name) => name !== '' && !wanted[name].optional && present[name]?.version !== wanted[name].version,
  );
  if (missing.length === 0) return;
  console.error(
    `Installing: ${missing.length} packages are missing or outdated (npm ci --ignore-scripts --include=dev)`,
  );
  const shell = process.platform === 'win32'; // npm is a .cmd file there
  const options = { cwd: root, shell, stdio: ['ignore', process.stderr, process.stderr] };
  // dev: also where NODE_ENV=production would leave the tools out that every script here needs.
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--include=dev'], options);
  if (error) console.error(`npm could not be run: ${error.message}`);
  if (status !== 0) process.exit(1);
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(`${root}/${lockfile}`, 'utf8')).packages;
}
