import type { PreparedRelease } from '../../taxonomy/publication.ts';
import type { Taxonomy } from '../../taxonomy/tree.ts';
import { CommandError, CommandRefusedError } from './command-error.ts';
import type { CommandIO } from './command-io.ts';
import { type Bump, type Plan, planRelease } from './plan.ts';
import { print } from './print.ts';
import { showProgress } from './progress.ts';
import type { Registry } from './registry.ts';
import { renderCounts, renderIssues } from './report.ts';
import { countChanges, renderChanges } from './report-changes.ts';
import { type AcceptedReading, describe } from './validate.ts';
import { adviseOnHistory, inFile } from './violations.ts';

export interface PublishOptions extends CommandIO {
  readonly json?: true;
  readonly dryRun?: true;
  readonly bump?: Bump;
  readonly fresh?: true;
}

/** Prints each change, and the version that they imply. */
export async function diffWith(
  registry: Registry,
  file: string,
  reading: AcceptedReading,
  options: PublishOptions,
): Promise<void> {
  const plan = planRelease(reading.taxonomy, await registry.loadPast());
  const { current, changes, version } = plan;
  const isRefused = plan.violations.length > 0;
  const table = renderChanges(current ?? { layers: [], aliases: [] }, changes);
  const next = `To publish it as ${version}: npm run taxonomy -- publish ${file}`;
  print(options, {
    data: { file, ...outcome(plan), changes, violations: inFile(reading, plan.violations) },
    text: changes.length === 0 ? unchanged(plan) : `${table}\n\n${summary(plan)}`,
    stderr: isRefused ? explainRefusal(plan, file, reading) : changes.length > 0 ? next : '',
  });
  if (isRefused) throw new CommandRefusedError();
}

export async function publishFile(
  registry: Registry,
  file: string,
  reading: AcceptedReading,
  options: PublishOptions,
): Promise<void> {
  if (!options.dryRun) registry.checkPublish();
  const past = await registry.loadPast();
  if (options.fresh && past.current) {
    throw new CommandError(
      `The registry is not empty: its current release is ${past.current.version}. --fresh needs an empty one:\n  DATA_DIR=.data-fresh npm run taxonomy -- publish ${file} --fresh`,
    );
  }
  const plan = planRelease(reading.taxonomy, past, options.bump);
  if (plan.violations.length === 0) {
    return publishPlan(registry, plan, options, describe(file, reading));
  }
  const violations = inFile(reading, plan.violations);
  print(options, {
    data: { ...describe(file, reading), ...outcome(plan), published: false, violations },
    stderr: `${explainRefusal(plan, file, reading)}\n${summary(plan)}`,
  });
  throw new CommandRefusedError();
}

/** Publishes the content of an older release under a higher version. */
export async function rollBackTo(
  registry: Registry,
  version: string,
  options: PublishOptions,
): Promise<void> {
  if (!options.dryRun) registry.checkPublish();
  const old: Taxonomy | undefined = await registry.get(version);
  if (!old) throw new CommandError(`There is no release ${version}. To see all: npm run taxonomy -- list`);
  const plan = planRelease(old, await registry.loadPast(), options.bump);
  const [violation] = plan.violations;
  if (violation) throw new CommandError(`Release ${version} breaks ${violation.rule}: ${violation.detail}`);
  await publishPlan(registry, plan, options, { restored: version });
}

async function publishPlan(
  registry: Registry,
  plan: Plan,
  options: PublishOptions,
  about: object,
): Promise<void> {
  const { prepared, current } = plan;
  const isPublished = prepared !== undefined && !options.dryRun;
  const version = isPublished ? await publish(registry, prepared, current?.version, options) : plan.version;
  const verb = isPublished ? 'Published' : 'Would publish';
  print(options, {
    data: { ...about, ...outcome(plan), version, published: isPublished },
    text: prepared
      ? `${verb} ${version}: ${renderCounts(prepared.release)}.\n${summary(plan)}`
      : unchanged(plan),
  });
}

async function publish(
  registry: Registry,
  next: PreparedRelease,
  expected: string | undefined,
  options: PublishOptions,
): Promise<string> {
  showProgress(options, `Publishing ${next.release.version}`);
  return registry.publish(next, expected, options.bump).finally(() => showProgress(options));
}

function explainRefusal(plan: Plan, file: string, reading: AcceptedReading): string {
  const violations = renderIssues(file, inFile(reading, plan.violations));
  return `${violations}\n\n${adviseOnHistory(file, plan.current?.version ?? 'nothing')}`;
}

function outcome({ current, version }: Plan) {
  return { current: current?.version ?? null, version };
}

function summary({ current, changes, version }: Plan): string {
  return `Against ${current?.version ?? 'nothing'}: ${countChanges(changes)}; that is version ${version}.`;
}

function unchanged({ version }: Plan): string {
  return `Nothing to publish: release ${version} has this content already.`;
}
