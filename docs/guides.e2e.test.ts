/**
 * Runs the commands of the README, of CONTRIBUTING and of the guides. Each document is one bash session in a copy of
 * the project, on free ports. A command must exit with 0 (`# exits 1` states another code), and a curl must get the
 * status that its comment states (`# 404, unknown-layer`). `npm run X` starts the script of X without npm, which
 * takes half a second each time. `taxonomy-client` and `taxonomy-mock` are the sources here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { neutralEnvironment } from '../lib/process.ts';
import { copyProject, projectRoot } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';

/** What is not run in full. For these, `--help` must list each subcommand and option that the line uses. */
const notRun: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/https:\/\//, 'it needs a service on another host'],
  [/^npm (test|run check)\b/, 'it runs checks that npm test runs beside this one'],
  [/^npm run lint\b/, 'npm test runs it'],
  [/^npm run contract\b/, 'it takes minutes, and npm test runs it on samples'],
  [/^npm run pack\b/, 'a test of contract-tests/ runs it'],
  [/^npm run mutants\b/, 'it takes minutes, and fetches Stryker'],
  [
    /^npm run (tiers|status|promote|rollback|evidence)\b/,
    'it needs three tiers, which tests of promotion/ start',
  ],
  [/^npm run bench\b/, 'it takes minutes, and needs a machine without other work'],
];
const server = /\b(?:npm start|npm run (?:serve|mock)|npx taxonomy-mock|node dist\/server\/main\.js)\b/;

interface Step {
  readonly where: string;
  readonly language: string;
  readonly text: string;
  readonly comment: string;
}

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'client/README.md',
  ...readdirSync(join(projectRoot, 'docs/guides')).map(guide),
];
const scripts = readScripts();

describe.concurrent('the commands of the documents', () => {
  it.each(documents)('%s → every command does what the document says', { timeout: 300_000 }, async (file) => {
    const steps = readSteps(file, readFileSync(join(projectRoot, file), 'utf8'));
    const helped = steps.filter(({ text }) => reasonNotToRun(text) !== undefined);
    for (const { where, text } of helped) console.log(`Not run: ${where} ${text} (${reasonNotToRun(text)})`);
    const unknown = await Promise.all(helped.map(findUnknownWords));
    expect(unknown.flat()).toEqual([]);
    const whole = steps.filter((step) => !helped.includes(step));
    if (whole.length > 0) expect(await run(whole, await copyProject())).toBe('');
  });
});

describe('this test itself', () => {
  const fence = '```';
  const stepsOf = (text: string) => readSteps('a.md', `${fence}sh\n${text}\n${fence}\n`);

  it('a command over several lines → one step, with the comment behind it', () => {
    const steps = stepsOf("one  # 200\n# alone\ntwo \\\n  'a\n b'   # exits 1");
    expect(steps.map(({ where, text, comment }) => [where, text, comment])).toEqual([
      ['a.md:2', 'one', '200'],
      ['a.md:4', "two \\\n  'a\n b'", 'exits 1'],
    ]);
  });

  it.each([
    ['exit 3 | cat', 'exit code 3 instead of 0'],
    ['true # exits 1', 'exit code 0 instead of 1'],
    ['curl -s file:///dev/null # 404', 'status 000 instead of 404'],
    ['curl -s file:///dev/null', 'a curl without a status in its comment'],
  ])('%s → fails: %s', async (text, message) => {
    expect(await run(stepsOf(text), createTemporaryFolder())).toContain(`a.md:2: ${message}`);
  });

  it('an option or a subcommand that a command does not have → it is reported', async () => {
    const steps = stepsOf('npm test -- fly --high 3\nnpm run nothing');
    expect((await Promise.all(steps.map(findUnknownWords))).flat()).toEqual([
      'a.md:2: npm run test does not know fly',
      'a.md:2: npm run test does not know --high',
      'a.md:3: package.json has no script nothing',
    ]);
  });
});

function guide(name: string): string {
  return `docs/guides/${name}`;
}

/** The command behind each npm script, without the bootstrap that installs packages. */
function readScripts(): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries<string>(manifest.scripts).map(([name, command]) => [
      name,
      command.replace('scripts/bootstrap.mjs', '--import tsx'),
    ]),
  );
}

function reasonNotToRun(text: string): string | undefined {
  return notRun.find(([pattern]) => pattern.test(text))?.[1];
}

/** The commands in ```sh and the whole of each ```ts. */
function readSteps(file: string, markdown: string): Step[] {
  return [...markdown.matchAll(/^( *)```(sh|ts)\n((?:.|\n)*?)^ *```$/gm)].flatMap((block) => {
    const [, indent = '', language = '', text = ''] = block;
    const line = markdown.slice(0, block.index).split('\n').length + 1;
    const lines = text.split('\n').map((each) => each.slice(indent.length));
    if (language === 'ts')
      return [{ where: `${file}:${line}`, language, text: lines.join('\n'), comment: '' }];
    return splitCommands(lines, (index) => `${file}:${line + index}`);
  });
}

function splitCommands(lines: readonly string[], locate: (index: number) => string): Step[] {
  const steps: Step[] = [];
  let open: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (open.length === 0 && /^(#|$)/.test(line)) continue;
    open.push(line);
    const whole = open.join('\n');
    if (line.endsWith('\\') || execaSync('bash', ['-n', '-c', whole], { reject: false }).failed) continue;
    const [text = '', comment = ''] = whole.split(/\s+#\s+(.*)$/);
    steps.push({ where: locate(index - open.length + 1), language: 'sh', text, comment });
    open = [];
  }
  return steps;
}

/** What a command line names and its `--help` does not. */
async function findUnknownWords({ where, text }: Step): Promise<string[]> {
  const [, name = '', given = ''] = /npm (?:run )?([\w-]+)(?: --)?((?:.|\n)*)/.exec(text) ?? [];
  const command = scripts[name];
  if (command === undefined) return [`${where}: package.json has no script ${name}`];
  const words = given.trim().split(/\s+/);
  const options = words.filter((word) => word.startsWith('--'));
  const subcommands = /^[a-z]/.test(words[0] ?? '') ? words.slice(0, 1) : [];
  const help = await helpOf(command);
  // Commander lists a subcommand on a line of its own, and what an argument may be as (choices: "dev", "staging").
  const unknown = subcommands.filter((word) => !new RegExp(`^ +${word}\\b|"${word}"`, 'm').test(help));
  const isKnown = unknown.length === 0 && subcommands.length > 0;
  const optionHelp = isKnown ? await helpOf(`${command} ${subcommands[0]}`) : help;
  unknown.push(...options.filter((option) => !new RegExp(`${option}\\b`).test(optionHelp)));
  return unknown.map((word) => `${where}: npm run ${name} does not know ${word}`);
}

const helps = new Map<string, Promise<string>>();

function helpOf(command: string): Promise<string> {
  const [node = '', ...args] = command.split(' ');
  const help =
    helps.get(command) ?? execa(node, [...args, '--help'], { cwd: projectRoot }).then(({ stdout }) => stdout);
  helps.set(command, help);
  return help;
}

/** Runs steps until one fails. Returns the output of the session in that case, and nothing otherwise. */
async function run(steps: readonly Step[], cwd: string): Promise<string> {
  const ports = new Map<string, number>();
  for (const port of ['3000', '4010', '3001', '4011', '9464']) ports.set(port, await freePort());
  const onFreePorts = (text: string) =>
    text.replace(/(?<=PORT=|localhost:)\d{4}/g, (port) => String(ports.get(port) ?? port));
  const lines = await Promise.all(
    steps.map(async (step, index) => {
      const text = onFreePorts(step.text);
      if (step.language === 'sh') return scriptOf({ ...step, text });
      await writeFile(join(cwd, `step-${index}.ts`), text);
      return scriptOf({ ...step, text: `node --import tsx step-${index}.ts` });
    }),
  );
  const env = {
    ...neutralEnvironment(),
    PORT: String(ports.get('3000')),
    MOCK_PORT: String(ports.get('4010')),
    LOG_LEVEL: 'warn',
  };
  const table = Object.entries(scripts).map(([name, command]) => `[${name}]='${command}'`);
  const head = [
    `declare -A scripts=(${table.join(' ')})`,
    `. '${join(projectRoot, 'docs/testing/session.sh')}'`,
  ];
  await writeFile(join(cwd, 'session.sh'), [...head, ...lines, ''].join('\n'));
  const options = { cwd, env, extendEnv: false, stdin: 'ignore', all: true, reject: false } as const;
  const { failed, all } = await execa('bash', ['session.sh'], options);
  return failed ? all : '';
}

function scriptOf({ where, text, comment }: Step): string {
  if (server.test(text)) {
    const ports = text.includes('npm start')
      ? '$PORT $MOCK_PORT'
      : text.includes('mock')
        ? '$MOCK_PORT'
        : '$PORT';
    return `${text.replace(/\s*&$/, '')} </dev/null &\nready $! '${where}' ${ports}`;
  }
  const [, exitCode = '0'] = /^exits (\d)\b/.exec(comment) ?? [];
  const [status = ''] = /^\d{3}\b/.exec(comment) ?? [];
  return `: >.status\n${text}\nverify $? '${where}' ${exitCode} ${/\bcurl /.test(text) ? `'${status || 'none'}'` : ''}`;
}
