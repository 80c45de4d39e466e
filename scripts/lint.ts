// npm run lint: the code by Biome, the contract by Redocly with the rules of redocly.yaml.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lint, loadConfig } from '@redocly/openapi-core';
import { formatProblem } from '../contract/authoring/contract-problems.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const { fix } = createCommand('lint', 'Check the code with Biome and the contract with Redocly.')
  .option('--fix', 'let Biome mend what it can')
  .parse()
  .opts<{ fix?: true }>();

const codeIsClean = lintCode();
const contractIsClean = await lintContract();
if (!codeIsClean || !contractIsClean) process.exitCode = 1;

function lintCode(): boolean {
  const biome = join(projectRoot, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['check', '--error-on-warnings', ...(fix ? ['--write'] : [])];
  const { status } = spawnSync(process.execPath, [biome, ...args], { cwd: projectRoot, stdio: 'inherit' });
  return status === 0;
}

// In process: the CLI is the same linter behind a second of start-up.
async function lintContract(): Promise<boolean> {
  const config = await loadConfig({ configPath: join(projectRoot, 'redocly.yaml') });
  const problems = await lint({ ref: join(projectRoot, 'openapi/openapi.yaml'), config });
  for (const problem of problems) console.error(formatProblem(projectRoot, problem));
  console.log(
    problems.length === 0 ? 'The contract is clean.' : `The contract has ${problems.length} problems.`,
  );
  return problems.length === 0;
}
