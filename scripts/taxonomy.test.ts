import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../lib/temporary-folder.ts';
import { defaultRelease } from '../taxonomy/releases/index.ts';
import { walkNodes } from '../taxonomy/tree.ts';
import { runCommand } from './taxonomy/command.ts';

let folder: string;
beforeAll(() => {
  folder = createTemporaryFolder();
});
afterAll(() => removeFolder(folder));

/** Runs the command in this process, because loading it again takes longer than running it. */
async function taxonomy(
  data: string,
  args: readonly string[],
  stdin = '',
  isTerminal = false,
  ask?: (question: string) => Promise<string>,
) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(args, {
    environment: { DATA_DIR: join(folder, data), TAXONOMY_TOKEN: 'secret' },
    stdin: Readable.from([Buffer.from(stdin)]),
    isTerminal,
    ...(ask && { ask }),
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

async function taxonomyProcess(data: string, args: readonly string[], input = '') {
  const env = { NO_COLOR: '1', DATA_DIR: join(folder, data), DATABASE_URL: undefined };
  const options = { cwd: projectRoot, env, input, reject: false, stripFinalNewline: false } as const;
  const child = await execa('node', ['--import', 'tsx', 'scripts/taxonomy.ts', ...args], options);
  return { code: child.exitCode, stdout: child.stdout, stderr: child.stderr };
}

const header =
  'layerCode,layerNumeric,layerName,categoryCode,categoryNumeric,categoryName,subcategoryCode,subcategoryNumeric,subcategoryName';
const table = (subcategory: string) => `${header}\nG,1,Songs,POP,001,Pop,${subcategory}\n`;

// Starting processes takes longer than the default timeout on a busy machine.
describe('npm run taxonomy', { timeout: 120_000 }, () => {
  it('export, publish, publish changed, list, rollback → versions rise, unchanged content is not published', async () => {
    const { stdout: exported } = await taxonomy('life', ['export']);
    expect(JSON.parse(exported)).toEqual(defaultRelease);

    const same = await taxonomyProcess('life', ['publish', '-'], exported);
    expect(same).toEqual({
      code: 0,
      stdout: 'Nothing to publish: release 1.2.3 has this content already.\n',
      stderr: '',
    });

    const edited = join(folder, 'edited.json');
    await writeFile(edited, exported.replace('"name": "Songs"', '"name": "Tunes"'));
    const dry = await taxonomy('life', ['publish', edited, '--dry-run', '--bump', 'major', '--json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ current: '1.2.3', version: '2.0.0', published: false });
    const { stdout: changes } = await taxonomy('life', ['diff', edited]);
    expect(changes).toMatch(/renamed +G +Songs → Tunes\n\n.*that is version 1\.2\.4\.\n$/);
    const published = await taxonomy('life', ['publish', edited, '--json', '--note', 'Another name']);
    expect(JSON.parse(published.stdout)).toMatchObject({
      current: '1.2.3',
      version: '1.2.4',
      published: true,
    });

    const rollback = await taxonomy('life', ['rollback', '1.2.3', '--note', 'The first name was right']);
    expect(rollback.stdout).toMatch(/^Published 1\.2\.5:/);
    expect((await taxonomy('life', ['list'])).stdout).toMatch(
      /1\.2\.5 .* The first name was right\n1\.2\.4 /,
    );
    const { stdout: list } = await taxonomy('life', ['list', '--json']);
    const releases = JSON.parse(list) as { version: string; note?: string }[];
    expect(releases.map(({ version, note }) => [version, note])).toEqual([
      ['1.2.5', 'The first name was right'],
      ['1.2.4', 'Another name'],
      ['1.2.3', undefined],
      ['1.2.2', undefined],
    ]);
  });

  it('a reused number → refused with its line and a command to start a fresh registry, which works', async () => {
    const file = join(folder, 'other.csv');
    await writeFile(file, table('NEW,001,New'));
    const refused = await taxonomy('history', ['publish', file]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('number-reused (1)');
    expect(refused.stderr).toContain(`${file}:2\n    G.POP.NEW takes the number 001`);
    expect(refused.stderr).toContain(`npm run taxonomy -- publish ${file} --fresh`);

    const fresh = await taxonomy('fresh', ['publish', file, '--fresh']);
    expect(fresh).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Published 1\.0\.0: 1 layer, 1 category, 1 subcategory \(2 items\), 0 aliases/,
      ),
    });
    const again = await taxonomy('fresh', ['publish', file, '--fresh']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('The registry is not empty') });
  });

  describe('a release that removes more than a tenth of all nodes', () => {
    const few = { ...defaultRelease, layers: defaultRelease.layers.slice(0, 1) };
    const removed = [...walkNodes(defaultRelease)].length - [...walkNodes(few)].length;
    const publish = ['publish', '-', '--json'];
    const run = (data: string, more: readonly string[], ask?: (question: string) => Promise<string>) =>
      taxonomy(data, [...publish, ...more], JSON.stringify(few), false, ask);

    it('no terminal → refused with the option to add; with that count published', async () => {
      for (const more of [[], ['--remove', `${removed - 1}`]]) {
        expect(await run('removals', more)).toEqual({
          code: 1,
          stdout: '',
          stderr: `This release removes ${removed} of 345 nodes, more than a tenth. Nothing was published.\nTo publish it nevertheless, add --remove ${removed} to the command.\n`,
        });
      }
      const { stdout } = await run('removals', ['--remove', `${removed}`]);
      expect(JSON.parse(stdout)).toMatchObject({ version: '2.0.0', published: true });
    });

    it('a terminal → asks for the count; any other answer publishes nothing', async () => {
      const questions: string[] = [];
      const answer = (text: string) => async (question: string) => {
        questions.push(question);
        return text;
      };
      for (const text of ['', 'yes', `${removed + 1}`]) {
        expect(await run('asked', [], answer(text))).toMatchObject({
          code: 1,
          stderr: 'Nothing was published.\n',
        });
      }
      expect(questions[0]).toContain(`removes ${removed} of 345 nodes`);
      const { stdout } = await run('asked', [], answer(` ${removed}\n`));
      expect(JSON.parse(stdout)).toMatchObject({ version: '2.0.0', published: true });
    });

    it('a dry run and a diff → the option that it needs, and nothing is asked', async () => {
      const ask = () => Promise.reject(new Error('asked'));
      const dry = await taxonomy('dry', ['publish', '-', '--dry-run'], JSON.stringify(few), true, ask);
      expect(dry).toMatchObject({
        code: 0,
        stderr: expect.stringContaining(`It needs --remove ${removed}.`),
      });
      const { stderr } = await taxonomy('dry', ['diff', '-'], JSON.stringify(few));
      expect(stderr).toContain(`publish - --remove ${removed}\n`);
    });
  });

  it.each([
    ['a header alone', `${header}\n`, 'layer-required (1)'],
    ['an empty taxonomy', '{"layers":[],"aliases":[]}', 'layer-required (1)'],
  ])('%s → refused', async (_, text, rule) => {
    const result = await taxonomy('empty', ['validate', '-'], text);
    expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(rule) });
  });

  it('a node with an issue → refused with rule, line and remedy; left out with --skip-invalid', async () => {
    const text = `${table('BAS,001,Base')}G,1,Songs,POP,001,Pop,X,002,Ex\n`;
    const refused = await taxonomy('bad', ['validate', '-'], text);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('code-grammar (1)  Correct the code.\n  -:3\n');
    const args = ['publish', '-', '--fresh', '--skip-invalid', '--json'];
    const { code, stdout } = await taxonomy('bad', args, text);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 0,
      published: true,
      counts: { totalSubcategories: 1 },
      skipped: [{ line: 3, what: 'subcategory G.POP.X', nodes: 1 }],
    });
  });

  it('--help → on stdout', async () => {
    const result = await taxonomy('usage', ['publish', '--help']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^Usage: npm run taxonomy -- publish \[options\] <file>\n/);
  });

  it('a terminal → each step is shown, and the last one is erased', async () => {
    const wipe = '\r\u001b[K';
    const shown = `${wipe}Reading -${wipe}`;
    const { stderr: refused } = await taxonomy('steps', ['validate', '-'], '{', true);
    expect(refused.startsWith(shown)).toBe(true);
    const args = ['publish', '-', '--fresh'];
    const { stderr: published } = await taxonomy('steps', args, table('BAS,001,Base'), true);
    expect(published).toBe(`${shown}${wipe}Publishing 1.0.0${wipe}`);
    const { stderr: failed } = await taxonomy('steps', ['validate', 'nowhere.json'], '', true);
    expect(failed.startsWith(`${wipe}Reading nowhere.json${wipe}nowhere.json cannot be read`)).toBe(true);
  });

  it.each([
    ['an unknown subcommand', ['destroy'], 2, /unknown command 'destroy'/],
    ['no file', ['publish'], 2, /missing required argument 'file'/],
    ['a missing file', ['validate', 'nowhere.json'], 2, /nowhere\.json cannot be read/],
    ['a bump that lowers', ['publish', '-', '--bump', 'patch'], 2, /Allowed choices are minor, major/],
    ['an empty note', ['publish', '-', '--note', ''], 2, /one line of 1 to 500 characters/],
    ['a note of two lines', ['rollback', '1.2.2', '--note', 'a\nb'], 2, /one line of 1 to 500 characters/],
    ['a note that ends with a space', ['publish', '-', '--note', 'New '], 2, /ends with a space/],
    ['a long note', ['publish', '-', '--note', 'x'.repeat(501)], 2, /one line of 1 to 500 characters/],
    ['a count that is none', ['publish', '-', '--remove', 'all'], 2, /has to be a number of nodes/],
    ['an unknown release', ['rollback', '9.9.9'], 1, /There is no release 9\.9\.9/],
    ['an unreachable service', ['list', '--url', 'http://127.0.0.1:9'], 3, /does not respond/],
    [
      'publishing without encryption',
      ['rollback', '1.2.3', '--url', 'http://192.0.2.1'],
      2,
      /is not sent to/,
    ],
    [
      'the same as a dry run',
      ['rollback', '1.2.3', '--url', 'http://127.0.0.1:9', '--dry-run'],
      3,
      /does not respond/,
    ],
  ])('%s → an error on stderr, nothing on stdout', async (_, args, code, message) => {
    const result = await taxonomy('usage', args);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toMatch(/^\s*at /m);
  });

  it('no subcommand → an error on stderr, nothing on stdout', async () => {
    const result = await taxonomyProcess('usage', []);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).not.toMatch(/^\s*at /m);
  });
});
