// Is generated/ what the contract's sources give? Two places are looked at:
// 1. the disk: generated/ holds exactly what the sources give, no file less and none more;
// 2. git's index, which is what the next commit, and so CI, will hold: it must agree with itself as well.
// Work that agrees with itself but is not staged or committed yet is fine in both.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildArtifacts } from './artifacts.ts';
import { sourceFolders } from './bundle.ts';
import { ContractError } from './contract-problems.ts';

const folders = [...sourceFolders, 'generated'];

/** A sentence for each thing that is not as it should be, with the command that puts it right. */
export async function findDrift(root: string): Promise<string[]> {
  const { outdated, stray } = await compare(root);
  const onDisk = [
    ...outdated.map((file) => `${file} is not what the contract gives: npm run generate`),
    ...stray.map((file) => `${file} is not generated from anything: rm ${file}`),
  ];
  return onDisk.length > 0 ? onDisk : findDriftInIndex(root);
}

interface Comparison {
  outdated: string[];
  stray: string[];
}

async function compare(root: string): Promise<Comparison> {
  const artifacts = await buildArtifacts(root);
  const folder = join(root, 'generated');
  const outdated: string[] = [];
  for (const [name, text] of artifacts) {
    const present = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (present !== text) outdated.push(`generated/${name}`);
  }
  const names = await readdir(folder).catch(() => []);
  const stray = names.filter((name) => !artifacts.has(name)).map((name) => `generated/${name}`);
  return { outdated, stray };
}

async function findDriftInIndex(root: string): Promise<string[]> {
  const git = async (...args: string[]) => (await run('git', args, { cwd: root })).stdout;
  // Without git, or before the contract's first `git add`, there is no index to look at.
  const tracked = await git('ls-files', '-z', ...folders).catch(() => '');
  if (!tracked.includes('openapi/openapi.yaml')) return [];
  // With no difference the disk has spoken for it. And output of a generator that is itself being
  // edited is not the index's business yet.
  if ((await git('status', '--porcelain', '--', ...folders)) === '') return [];
  if ((await git('diff', '--name-only', '--', ...generator)) !== '') return [];

  const copy = await mkdtemp(join(tmpdir(), 'index-'));
  try {
    await git('checkout-index', `--prefix=${copy}/`, '--', ...tracked.split('\0').filter(Boolean));
    const { outdated, stray } = await compare(copy);
    const remedy = `git add --all ${folders.join(' ')}`;
    return [...outdated, ...stray].map(
      (file) => `${file} in git's index is not what its contract gives: ${remedy}`,
    );
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return [`In git's index: ${error.message}`];
  } finally {
    await rm(copy, { recursive: true });
  }
}

const generator = ['contract/authoring', 'package-lock.json'];
const run = promisify(execFile);
