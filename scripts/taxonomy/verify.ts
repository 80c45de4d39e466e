/** Reads a whole store, and lists the releases that are not what was published. */
import { DamagedRelease } from '../../server/store/damage.ts';
import type { ReleaseStore } from '../../server/store/store.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import type { ReverseDelta } from '../../taxonomy/history.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { type CommandIO, CommandRefusedError, print, showProgress } from './command-io.ts';
import { renderDamage } from './render.ts';

export async function verifyStore(
  store: ReleaseStore,
  options: CommandIO & { readonly json?: true },
): Promise<void> {
  const { checked, damaged } = await findDamage(store, (step) => showProgress(options, step));
  showProgress(options);
  const isWhole = damaged.length === 0;
  print(options, {
    data: { checked, damaged: damaged.map(({ release, reason }) => ({ release, reason })) },
    text: isWhole ? `All ${checked} releases are whole.` : renderDamage(damaged),
    hint: isWhole ? '' : 'Restore these rows from a backup of the store.',
  });
  if (!isWhole) throw new CommandRefusedError();
}

async function findDamage(store: ReleaseStore, report: (step: string) => void) {
  const releases = await store.list();
  const history = await store.history();
  const sums = new Map(releases.map((info) => [info.version, info.checksum]));
  const wrong: DamagedRelease[] = [];
  for (const { version } of releases) {
    report(`Checking ${version}`);
    const release = await store.get(version).catch((error: unknown) => {
      if (!(error instanceof DamagedRelease)) throw error;
    });
    const index = history.findIndex((reverse) => reverse.version === version);
    const [reverse, before] = [history[index], history[index + 1]];
    if (release && reverse && before && !leadsBack(release, reverse, sums.get(before.version)))
      wrong.push(
        new DamagedRelease(version, 'its reverse delta does not lead to the release before', 'delta'),
      );
  }
  const damaged = [...store.damage().all, ...wrong];
  const unlisted = new Set(damaged.map(({ release }) => release).filter((version) => !sums.has(version)));
  return { checked: releases.length + unlisted.size, damaged };
}

/** @param sum the checksum of the release before; `undefined` when it cannot be read */
function leadsBack(release: Release, { changes }: ReverseDelta, sum: string | undefined): boolean {
  try {
    return sum === undefined || checksum(applyChanges(release, changes)) === sum;
  } catch {
    return false;
  }
}
