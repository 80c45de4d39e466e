import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { projectRoot } from '../lib/project.ts';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const subcommands = {
  bench: ['requests', 'loop', 'durability', 'replicas', 'scale', 'resilience'],
  taxonomy: ['validate', 'diff', 'publish', 'export', 'list', 'rollback'],
};
const lines = [
  ...Object.keys(scripts).map((name) => [name]),
  ...Object.entries(subcommands).flatMap(([name, subs]) => subs.map((sub) => [name, sub])),
].map((words) => words.join(' '));

async function run(line: string, ...args: string[]) {
  const [name = '', ...words] = line.split(' ');
  const [node = '', ...command] = scripts[name].split(' ');
  const options = { cwd: projectRoot, reject: false } as const;
  return execa(node, [...command, ...words, ...args], options);
}

it.each(lines)('%s --help → fits in 80 columns, exit 0', async (line) => {
  const { stdout, stderr, exitCode } = await run(line, '--help');
  expect(stdout.split('\n').filter((text) => text.length > 80)).toEqual([]);
  expect(stdout).toContain('Usage: npm run');
  expect([stderr, exitCode]).toEqual(['', 0]);
});

it.each(lines)('%s --unknown → one line, which names the option and --help, exit 2', async (line) => {
  const { stdout, stderr, exitCode } = await run(line, '--unknown');
  expect(stderr).toBe("error: unknown option '--unknown'. Run with --help for the options.");
  expect([stdout, exitCode]).toEqual(['', 2]);
});

it.each([
  ['start more', [], 'error: too many arguments. Expected 0 arguments but got 1.'],
  ['start', ['--quite'], "error: unknown option '--quite' (Did you mean --quiet?)"],
  ['test', ['--only', 'x'], /^error: option '--only <stages...>' argument 'x' is invalid\. /],
  [
    'taxonomy',
    [],
    'error: a command is missing: validate, diff, publish, export, list, rollback, verify, backup, restore.',
  ],
  ['taxonomy publishh', [], "error: unknown command 'publishh' (Did you mean publish?)"],
  ['bench nothing', [], "error: unknown command 'nothing'."],
])('%s %j → one line, exit 2', async (line, args, message) => {
  const { stderr, exitCode } = await run(line, ...args);
  const wanted = typeof message === 'string' ? `${message} Run with --help for the options.` : message;
  expect(stderr).toEqual(typeof wanted === 'string' ? wanted : expect.stringMatching(wanted));
  expect(stderr.split('\n')).toHaveLength(1);
  expect(exitCode).toBe(2);
});

it('bench alone → lists the benches, exit 0', async () => {
  const { stdout, exitCode } = await run('bench');
  for (const name of subcommands.bench) expect(stdout).toMatch(new RegExp(`^${name} +\\w`, 'm'));
  expect(stdout).toContain('Each takes some minutes');
  expect(stdout.split('\n').filter((text) => text.length > 80)).toEqual([]);
  expect(exitCode).toBe(0);
});
