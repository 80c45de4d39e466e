// npm run lint: checks the code with Biome, and the contract with Redocly by the rules of redocly.yaml.
import { join } from 'node:path';
import { lint, loadConfig } from '@redocly/openapi-core';
import { execa } from 'execa';
import { CachingResolver, formatProblem } from '../contract/authoring/redocly.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

const { fix } = createCommand('lint', 'Check the code with Biome and the contract with Redocly.')
  .option('--fix', 'let Biome repair what it can')
  .parse()
  .opts<{ fix?: true }>();

const codeIsClean = await lintCode();
const contractIsClean = await lintContract();
if (!codeIsClean || !contractIsClean) process.exitCode = 1;

async function lintCode(): Promise<boolean> {
  const biome = join(projectRoot, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['check', '--error-on-warnings', ...(fix ? ['--write'] : [])];
  const options = { cwd: projectRoot, stdio: 'inherit', reject: false } as const;
  return !(await execa(process.execPath, [biome, ...args], options)).failed;
}

// In this process: the CLI runs the same linter, but needs a second to start.
async function lintContract(): Promise<boolean> {
  const config = await loadConfig({ configPath: join(projectRoot, 'redocly.yaml') });
  const problems = await lint({
    ref: join(projectRoot, 'openapi/openapi.yaml'),
    config,
    // Fetches nothing.
    externalRefResolver: new CachingResolver(),
  });
  for (const problem of problems) console.error(formatProblem(projectRoot, problem));
  console.log(
    problems.length === 0 ? 'The contract is clean.' : `The contract has ${problems.length} problems.`,
  );
  return problems.length === 0;
}
