/** Going back to an earlier build by hand, and ending the hold that follows. */
import { buildFolder, openBuild } from './builds.ts';
import { appendToLedger } from './evidence/ledger.ts';
import type { BuildName, TierName } from './model.ts';
import { repair } from './repair.ts';
import type { Tell } from './report.ts';
import { EventRefused, nextState } from './state-table.ts';
import { readTiers } from './tier.ts';
import { withTierLock } from './tier-lock.ts';
import { recordEvent, type TierRecord } from './tier-record.ts';

export interface ByHand {
  readonly tier: TierName;
  readonly reason: string;
  readonly by: string;
}

/**
 * @param to the beginning of the id of a build that ran before; by default the newest of them
 * @returns the build that is live now @throws EventRefused
 */
export async function rollBack(
  root: string,
  { tier: name, reason, by }: ByHand,
  tell: Tell,
  to?: string,
): Promise<BuildName> {
  const tier = readTiers(root)[name];
  return withTierLock(tier, async () => {
    const { record, story } = await repair(root, tier);
    if (story !== undefined) tell({ kind: 'step', text: story });
    const live = findPrevious(record, name, to);
    const { folder, driver } = tier;
    const build = openBuild(buildFolder(folder, live.id));
    const previous = record.previous.filter(({ id }) => id !== live.id);
    await driver.start(build, { store: 'live' });
    recordEvent(folder, 'rollBack', { live, previous, reason: `rolled back by hand: ${reason}` });
    await driver.switch(build);
    tell({ kind: 'step', text: `Traffic goes to ${live.id.slice(0, 12)}.` });
    const before = record.live;
    await appendToLedger(root, {
      tier: name,
      event: 'rolled back',
      build: live,
      ...(before && { before }),
      by,
      reason,
    });
    if (before) await driver.stop(openBuild(buildFolder(folder, before.id)));
    return live;
  });
}

function findPrevious(
  { state, previous, reason }: TierRecord,
  name: TierName,
  to: string | undefined,
): BuildName {
  if (state === 'held')
    throw new EventRefused(`${name} was rolled back before: ${reason}. It is not rolled back once more.`);
  nextState(state, 'rollBack', true);
  const found = to === undefined ? previous[0] : previous.find(({ id }) => id.startsWith(to));
  if (found) return found;
  const ids = previous.map(({ id }) => id.slice(0, 12)).join(', ');
  throw new EventRefused(
    `${name} has no ${to ?? 'earlier build'} to go back to. It keeps: ${ids || 'none'}.`,
  );
}

/** Lets the tier be promoted to again. @throws EventRefused when it is not held */
export async function releaseHold(root: string, { tier: name, reason, by }: ByHand): Promise<void> {
  const tier = readTiers(root)[name];
  await withTierLock(tier, async () => {
    const { record } = await repair(root, tier);
    recordEvent(tier.folder, 'release', { reason: undefined });
    const { live } = record;
    if (live) await appendToLedger(root, { tier: name, event: 'released', build: live, by, reason });
  });
}
