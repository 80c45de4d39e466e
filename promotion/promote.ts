/** Moves a build to a tier: gates, candidate, verification, switch, watch, record. */
import { askContract } from './ask-tier.ts';
import { buildFolder, contractOf, openBuild } from './builds.ts';
import { provenLocally } from './evidence/statement.ts';
import { gates as allGates, plannedGates } from './gates/index.ts';
import type { Promotion } from './gates/model.ts';
import { tierBefore } from './model.ts';
import { moveBuild } from './move-build.ts';
import { explainInterruption, repair } from './repair.ts';
import type { PromoteOptions, PromotionReport, Tell } from './report.ts';
import { allPass, runGates } from './run-gates.ts';
import { EventRefused } from './state-table.ts';
import { readTiers, type Tier } from './tier.ts';
import { withTierLock } from './tier-lock.ts';
import { readRecord, type TierRecord } from './tier-record.ts';

/** @throws Unreachable, EventRefused, or Error with one sentence, when nothing could be begun */
export async function promote(root: string, options: PromoteOptions, tell: Tell): Promise<PromotionReport> {
  const tiers = readTiers(root);
  const tier = tiers[options.tier];
  const work = async (): Promise<PromotionReport> => {
    const { record, story } = await (options.dryRun ? look(tier) : repair(root, tier));
    if (story !== undefined) tell({ kind: 'step', text: story });
    checkBegin(tier, record, options);
    const before = tierBefore(tier.name);
    const promotion = await lookAt(root, options, {
      target: tier,
      ...(before && { source: tiers[before] }),
      record,
    });
    if (record.live?.id === promotion.build.id)
      throw new EventRefused(`${tier.name} runs ${record.live.id.slice(0, 12)} already.`);
    const planned = plannedGates(tier.name, options);
    const ask = (ids: readonly string[], asked: Promotion) =>
      runGates(ids, options.gates ?? allGates, asked, (event) => tell({ kind: 'gate', ...event }));
    const results = await ask(planned, promotion);
    const report = { tier: tier.name, build: promotion.build.id, planned, gates: results };
    if (!allPass(planned, results)) return { ...report, outcome: 'refused' };
    if (options.dryRun) return { ...report, outcome: 'would be promoted' };
    return moveBuild({ root, options, tier, record, promotion, report, ask, tell });
  };
  // A dry run writes nothing, and waits for nobody.
  return options.dryRun ? work() : withTierLock(tier, work);
}

async function look(tier: Tier): Promise<{ readonly record: TierRecord; readonly story?: string }> {
  const record = readRecord(tier.folder);
  const story = explainInterruption(tier, record);
  return { record, ...(story !== undefined && { story }) };
}

function checkBegin({ name }: Tier, { state, reason, live }: TierRecord, { first }: PromoteOptions): void {
  if (state === 'held')
    throw new EventRefused(
      `${name} is held: ${reason}. When the reason is mended: npm run promote -- --release-hold ${name} "why"`,
    );
  if (first && live)
    throw new EventRefused(
      `${name} runs ${live.id.slice(0, 12)}, so this is not the first promotion. Leave out --first.`,
    );
  if (!first && !live)
    throw new EventRefused(
      `Nothing was promoted to ${name} yet, so there is nothing to compare with. Add --first.`,
    );
}

async function lookAt(
  root: string,
  { build: folder, acceptBreaking, consumers, key }: PromoteOptions,
  {
    target,
    source,
    record: { live },
  }: Pick<Promotion, 'target' | 'source'> & { readonly record: TierRecord },
): Promise<Promotion> {
  const build = openBuild(folder ?? folderAt(source));
  const cells = provenLocally(root, build, key.key);
  return {
    build,
    contract: contractOf(build),
    target,
    consumers,
    ...(source && { source }),
    ...(live && { deployed: { build: live, contract: await askContract(target.url) } }),
    ...(acceptBreaking !== undefined && { acceptBreaking }),
    ...(cells && { provenLocally: cells }),
  };
}

/** Where the tier before keeps the build that it runs. */
function folderAt(source: Tier | undefined): string {
  const live = source && readRecord(source.folder).live;
  if (live) return buildFolder(source.folder, live.id);
  throw new EventRefused(`${source?.name ?? 'The tier before'} runs no build that could be promoted.`);
}
