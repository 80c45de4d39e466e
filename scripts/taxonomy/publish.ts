/** Shows what a file or an older release would change, and publishes it. */
import type { Violation } from '../../taxonomy/error.ts';
import type { Issue } from '../../taxonomy/formats/model.ts';
import { remedyOf } from '../../taxonomy/formats/remedies.ts';
import type { PreparedRelease } from '../../taxonomy/publication.ts';
import { type Removals, removalsToConfirm } from '../../taxonomy/removals.ts';
import type { Taxonomy } from '../../taxonomy/tree.ts';
import { CommandError, CommandRefusedError, print, showProgress } from './command-io.ts';
import { confirmRemovals, describeRemovals, type RemovalOptions } from './confirm-removals.ts';
import { type Plan, planRelease } from './plan.ts';
import type { Bump, Registry } from './registry.ts';
import { countChanges, renderChanges, renderCounts, renderIssues } from './render.ts';
import { type AcceptedReading, describeReading } from './validate.ts';

export interface PublishOptions extends RemovalOptions {
  readonly json?: true;
  readonly dryRun?: true;
  readonly bump?: Bump;
  readonly note?: string;
  readonly fresh?: true;
}

/** Prints each change, and the version that the changes require. */
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
  const removals = removalsOf(plan);
  const confirmation = removals ? ` --remove ${removals.removed}` : '';
  const next = `To publish it as ${version}:\n  npm run taxonomy -- publish ${file}${confirmation}`;
  print(options, {
    data: { file, ...versions(plan), changes, violations: issuesOf(reading, plan.violations) },
    text: changes.length === 0 ? unchanged(plan) : `${table}\n\n${summary(plan)}`,
    hint: isRefused ? explainRefusal(plan, file, reading) : changes.length > 0 ? next : '',
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
      `The registry is not empty: its current release is ${past.current.version}.\n--fresh needs an empty one:\n  DATA_DIR=.data-fresh npm run taxonomy -- publish ${file} --fresh`,
    );
  }
  const plan = planRelease(reading.taxonomy, past, options.bump);
  if (plan.violations.length === 0) {
    return publishPlan(registry, plan, options, describeReading(file, reading));
  }
  const violations = issuesOf(reading, plan.violations);
  print(options, {
    data: { ...describeReading(file, reading), ...versions(plan), published: false, violations },
    hint: `${explainRefusal(plan, file, reading)}\n${summary(plan)}`,
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
  if (!old)
    throw new CommandError(`There is no release ${version}. To see all releases: npm run taxonomy -- list`);
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
  const { prepared } = plan;
  const isPublished = prepared !== undefined && !options.dryRun;
  const removals = removalsOf(plan);
  if (isPublished && removals) await confirmRemovals(removals, options);
  const version = isPublished ? await publish(registry, prepared, plan, options) : plan.version;
  const action = isPublished ? 'Published' : 'Would publish';
  print(options, {
    data: { ...about, ...versions(plan), version, published: isPublished },
    text: prepared
      ? `${action} ${version}: ${renderCounts(prepared.release)}.\n${summary(plan)}`
      : unchanged(plan),
    hint:
      removals && !isPublished ? `${describeRemovals(removals)} It needs --remove ${removals.removed}.` : '',
  });
}

async function publish(
  registry: Registry,
  prepared: PreparedRelease,
  plan: Plan,
  options: PublishOptions,
): Promise<string> {
  showProgress(options, `Publishing ${prepared.release.version}`);
  const { note } = options;
  const next = { ...prepared, ...(note !== undefined && { provenance: { note } }) };
  const confirmed = { bump: options.bump, removed: removalsOf(plan)?.removed };
  return registry.publish(next, plan.current?.version, confirmed).finally(() => showProgress(options));
}

/** The removals that somebody has to confirm. */
function removalsOf({ current, changes }: Plan): Removals | undefined {
  return removalsToConfirm(current, changes);
}

/** The violations as issues, at their locations in the file. */
function issuesOf({ locationOf }: AcceptedReading, violations: readonly Violation[]): Issue[] {
  return violations.map(({ rule, pointer, detail }) => ({
    ...locationOf(pointer),
    rule,
    detail,
    remedy: remedyOf(rule),
  }));
}

/** A file that was read keeps all other rules, so each violation is about the history. */
function explainRefusal({ violations, current }: Plan, file: string, reading: AcceptedReading): string {
  return `${renderIssues(file, issuesOf(reading, violations))}

${file} cannot follow
the current release ${current?.version ?? ''}: existing files use these numbers with their first meaning.
To keep this registry, give the nodes above unused numbers.
To start a fresh registry with the file as it is:
  DATA_DIR=.data-fresh npm run taxonomy -- publish ${file} --fresh
(or name an empty database in DATABASE_URL), and start the service with the same
DATA_DIR or DATABASE_URL.`;
}

function versions({ current, version }: Plan) {
  return { current: current?.version ?? null, version };
}

function summary({ current, changes, version }: Plan): string {
  const compared = current ? `Compared with ${current.version}` : 'Compared with nothing';
  return `${compared}: ${countChanges(changes)}; that is version ${version}.`;
}

function unchanged({ version }: Plan): string {
  return `Nothing to publish: release ${version} has this content already.`;
}
