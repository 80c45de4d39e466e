// npm run lint: checks the code with Biome, and the contract with Redocly by the rules of redocly.yaml.
import { join } from 'node:path';
import { execa } from 'execa';
import { createLintContract } from '../contract/authoring/lint-contract.ts';
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

async function lintContract(): Promise<boolean> {
  const lines = await (await createLintContract())();
  for (const line of lines) console.error(line);
  const count = `${lines.length} ${lines.length === 1 ? 'problem' : 'problems'}`;
  console.log(lines.length === 0 ? 'The contract is clean.' : `The contract has ${count}.`);
  return lines.length === 0;
}
