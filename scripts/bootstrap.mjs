// node scripts/bootstrap.mjs scripts/<name>.ts …: runs a TypeScript script on a machine that has only Node and npm.
// It is JavaScript and imports no package, because none may be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = packagesOf('package-lock.json');

checkScript(process.argv[2]);
checkNode(wanted[''].engines.node);
installMissing();

// In this process: the script gets the signals and the terminal, and sets the exit code.
await import('tsx');
process.argv.splice(1, 1);
process.argv[1] = resolve(root, process.argv[1]);
await import(pathToFileURL(process.argv[1]).href);

function checkScript(name) {
  if (name !== undefined && existsSync(resolve(root, name))) return;
  const what = name === undefined ? 'a script is missing' : `there is no script ${name}`;
  console.error(`error: ${what}. Run an npm script, such as: npm start -- --help`);
  process.exit(2);
}

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
  // npm writes this file last: without it an installation is incomplete.
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
  const shell = process.platform === 'win32'; // on Windows npm is a .cmd file
  const options = { cwd: root, shell, stdio: ['ignore', process.stderr, process.stderr] };
  // --include=dev: every script needs the development tools, also with NODE_ENV=production.
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--include=dev'], options);
  if (error) console.error(`npm could not be run: ${error.message}`);
  if (status !== 0) process.exit(1);
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(`${root}/${lockfile}`, 'utf8')).packages;
}
