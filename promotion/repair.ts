/** Brings a tier back to what its record says, after a process that promoted has ended before its end. */
import { buildFolder, openBuild } from './builds.ts';
import { appendToLedger } from './evidence/ledger.ts';
import type { BuildName } from './model.ts';
import type { Tier } from './tier.ts';
import { readRecord, recordEvent, type TierRecord } from './tier-record.ts';

/** One sentence: what was under way, and what has to be done; undefined when nothing was. */
export function explainInterruption({ name }: Tier, record: TierRecord): string | undefined {
  const { state, live, candidate } = record;
  const short = (build: BuildName | undefined) => build?.id.slice(0, 12) ?? 'nothing';
  const what = `A promotion of ${short(candidate ?? live)} to ${name} was interrupted`;
  switch (state) {
    case 'candidate':
      return `${what} while the candidate was verified. Traffic never left ${short(live)}.`;
    case 'verified':
      return `${what} before traffic was switched. Traffic never left ${short(live)}.`;
    case 'switched':
      return `${what} before its watch was over. Traffic goes back to ${short(live)}.`;
    case 'watched':
      return `${what} after its watch was over. It stays, and is recorded.`;
    case 'empty':
    case 'live':
    case 'held':
      return undefined;
  }
}

/** Must be called with the lock of the tier. @returns the record, and what was repaired */
export async function repair(root: string, tier: Tier): Promise<{ record: TierRecord; story?: string }> {
  const { folder, driver } = tier;
  const record = readRecord(folder);
  const story = explainInterruption(tier, record);
  const { live, candidate, previous, promotion } = record;
  if (live) await driver.switch(openBuild(buildFolder(folder, live.id)));
  if (story === undefined) return { record };
  await driver.stop('copy');
  const [before] = previous;
  const unneeded = candidate ?? before;
  if (unneeded && unneeded.id !== live?.id) await driver.stop(openBuild(buildFolder(folder, unneeded.id)));
  if (record.state === 'watched' && live && promotion) await recordPromotion(root, tier, record, live);
  const repaired = recordEvent(folder, 'repair', { candidate: undefined, promotion: undefined });
  return { record: repaired, story };
}

/** Adds the promotion to the ledger, once. */
export async function recordPromotion(
  root: string,
  { name }: Tier,
  { previous, promotion }: TierRecord,
  build: BuildName,
): Promise<void> {
  if (!promotion) throw new Error(`The record of ${name} names no promotion.`);
  const { id, by, evidence } = promotion;
  const [before] = previous;
  await appendToLedger(root, {
    tier: name,
    event: 'promoted',
    build,
    ...(before && { before }),
    by,
    promotion: id,
    ...(evidence && { evidence }),
  });
}
