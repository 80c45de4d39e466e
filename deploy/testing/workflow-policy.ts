/** What may stand in a workflow of `.github/workflows/`. actionlint says whether it is valid; this, whether it is safe. */
import { basename } from 'node:path';
import { load } from 'js-yaml';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'runs-on'?: string | readonly string[];
  readonly 'timeout-minutes'?: number;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Permissions;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress'?: boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

type Permissions = string | Readonly<Record<string, string>>;

export interface RunLine {
  readonly job: string;
  readonly run: string;
  /** Of the job and of the step: `failure()`. Absent when it runs whenever everything before it passed. */
  readonly condition?: string;
}

/** The `run:` lines of a workflow in order. A job stands behind those that it needs. */
export function runLinesOf(text: string): RunLine[] {
  return Object.entries(read(text).jobs).flatMap(([job, { if: ofJob, steps = [] }]) =>
    steps.flatMap(({ run, if: ofStep }) => {
      const condition = [ofJob, ofStep].filter((each) => each !== undefined).join(' && ');
      return run === undefined ? [] : [{ job, run, ...(condition && { condition }) }];
    }),
  );
}

/**
 * What breaks the policy, one sentence each.
 * @param file the path; `dev.yml`, `staging.yml` and `production.yml` promote
 * @param scripts the names of the npm scripts
 */
export function violationsOf(text: string, file: string, scripts: readonly string[]): string[] {
  const workflow = read(text);
  const jobs = Object.entries(workflow.jobs);
  return [
    ...ofWorkflow(workflow, text),
    ...jobs.flatMap(([name, job]) => ofJob(workflow, name, job)),
    ...jobs.flatMap(([name, { steps = [] }]) =>
      steps.flatMap((step) => ofStep(step, text, scripts).map((what) => `job ${name}: ${what}`)),
    ),
    ...ofPromotion(workflow, text, basename(file, '.yml')),
  ].map((what) => `${file}: ${what}`);
}

function read(text: string): Workflow {
  return load(text) as Workflow;
}

/** The sentences whose condition holds. */
function broken(rules: readonly (readonly [isBroken: boolean, what: string])[]): string[] {
  return rules.filter(([isBroken]) => isBroken).map(([, what]) => what);
}

const eventsOf = ({ on }: Workflow) =>
  typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
const scopes = (permissions: Permissions = {}) => Object.entries(permissions);

function ofWorkflow(workflow: Workflow, text: string): string[] {
  const { permissions } = workflow;
  const events = eventsOf(workflow);
  const isLeast =
    typeof permissions === 'object' && scopes(permissions).every((scope) => scope.join() === 'contents,read');
  return broken([
    [
      events.includes('pull_request_target') || events.includes('workflow_run'),
      'code of strangers gets our token',
    ],
    [!isLeast, 'permissions of the workflow have to be {} or contents: read'],
    [/continue-on-error/.test(text), 'continue-on-error hides a failure'],
  ]);
}

function ofJob(workflow: Workflow, name: string, job: Job): string[] {
  const { permissions, steps = [], needs = [] } = job;
  const runs = steps.map(({ run = '' }) => run);
  const writes = scopes(permissions).filter(([, access]) => access === 'write');
  // The build says who made it: that needs a token, which can write nothing else.
  const changes = writes.some(([scope]) => scope !== 'id-token' && scope !== 'attestations');
  const earlier = Object.keys(workflow.jobs).slice(0, Object.keys(workflow.jobs).indexOf(name));
  const readsTags = runs.some((run) => /^npm (test|run (--silent )?diff)\b/.test(run));
  const isDeep = steps.some((step) => step.with?.['fetch-depth'] === 0);
  const isOfStrangers = eventsOf(workflow).some((event) => event.startsWith('pull_request'));
  return broken([
    [job['timeout-minutes'] === undefined, 'timeout-minutes is missing'],
    [typeof permissions === 'string', `permissions: ${permissions} is not least`],
    [changes && runs.some(Boolean), 'a job that may write runs code of the repository'],
    [[needs].flat().some((need) => !earlier.includes(need)), 'it stands before a job that it needs'],
    [readsTags && !isDeep, 'npm run diff needs the tags: fetch-depth: 0'],
    [
      isOfStrangers && [job['runs-on']].flat().includes('self-hosted'),
      'a pull request runs on the machine of the tiers',
    ],
    [/always\(\)/.test(job.if ?? ''), 'always() ignores a failure'],
  ]).map((what) => `job ${name}: ${what}`);
}

const word = String.raw`[\w./:=,@-]+|"[\w $.,:/=-]*"`;
const npmLine = new RegExp(
  String.raw`^npm (?:run (?:--silent )?(?<name>[\w-]+)|test)(?: --(?: (?:${word}))+)?(?: > [\w-]+\.\w+)?$`,
);

function ofStep(
  { run, uses, if: condition = '', with: inputs }: Step,
  text: string,
  scripts: readonly string[],
): string[] {
  const name = npmLine.exec(run ?? '')?.groups?.name ?? 'test';
  const isNpm = run === 'npm ci --ignore-scripts' || (npmLine.test(run ?? '') && scripts.includes(name));
  const isPinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses ?? '');
  const script = String(inputs?.script ?? '');
  return broken([
    [run !== undefined && /\$\{\{/.test(run), `an expression becomes code in: ${run}`],
    [/\$\{\{/.test(script), 'an expression becomes code in a script'],
    [script.split('\n').length > 11, 'a script of more than 10 lines'],
    [run !== undefined && !isNpm, `no npm script, or more than one: ${run}`],
    [uses !== undefined && !isPinned, `${uses} is not pinned by a commit`],
    [
      isPinned && !new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text),
      `${uses} lacks its tag in a comment`,
    ],
    [
      /always\(\)/.test(condition) && !uses?.startsWith('actions/upload-artifact@'),
      'always() ignores a failure',
    ],
  ]);
}

const tiers = ['dev', 'staging', 'production'];

/** A workflow of a tier promotes to that tier, asks who has to approve, and proves the result. No other one promotes. */
function ofPromotion(workflow: Workflow, text: string, tier: string): string[] {
  const lines = runLinesOf(text);
  const promotions = lines.filter(({ run }) => /^npm run (--silent )?promote\b/.test(run));
  if (!tiers.includes(tier))
    return promotions.map(({ run }) => `only the workflow of a tier promotes: ${run}`);
  const find = (pattern: RegExp) => lines.find(({ run }) => pattern.test(run));
  const needs = (line: RunLine | undefined, other: RunLine | undefined) =>
    line && other && [workflow.jobs[line.job]?.needs].flat().includes(other.job);
  const [promotion] = promotions;
  const proof = find(/^npm run contract -- --url "\$URL" --origin "\$ORIGIN"/);
  const rollback = find(new RegExp(`^npm run rollback -- ${tier} "`));
  const build = find(/^npm run build$/);
  const test = find(/^npm test$/);
  const isTested = test && build && lines.indexOf(test) < lines.indexOf(build) && needs(promotion, build);
  const job = promotion && workflow.jobs[promotion.job];
  const { concurrency } = workflow;
  const isAlone = concurrency?.group === tier && concurrency['cancel-in-progress'] === false;
  const isPromotion = promotions.length === 1 && promotion?.run === `npm run promote -- ${tier}`;
  return broken([
    [!isPromotion, `it has to run npm run promote -- ${tier}, once and without options`],
    [promotion?.condition !== undefined, 'the promotion has a condition'],
    [job?.environment !== tier, `the promotion needs environment: ${tier}, which asks the reviewers`],
    [!isAlone, `two promotions at once: it needs the concurrency group ${tier}, without cancelling`],
    [
      !needs(proof, promotion) || proof?.condition !== undefined,
      'the tier is not tested after the promotion',
    ],
    [
      !needs(rollback, proof) || rollback?.condition !== afterFailedProof,
      `the rollback needs if: ${afterFailedProof}`,
    ],
    [tier === 'dev' ? !isTested : Boolean(build), 'a build is made once: in dev.yml, after npm test'],
  ]);
}

// A promotion that fails has changed nothing, or has switched back itself.
const afterFailedProof = "failure() && needs.promote.result == 'success'";
