/** Reads a whole store, and lists the releases that are not what was published. */
import { DamagedRelease } from '../../server/store/damage.ts';
import type { ReleaseStore } from '../../server/store/store.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import type { ReverseDelta } from '../../taxonomy/history.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { type CommandIO, CommandRefusedError, print, showProgress } from './command-io.ts';
import { renderDamage } from './render.ts';

type VerifyOptions = CommandIO & { readonly json?: true };

export async function verifyStore(store: ReleaseStore, options: VerifyOptions): Promise<void> {
  const checked = await requireWhole(store, options, 'Restore these rows from a backup of the store.');
  print(options, { data: { checked, damaged: [] }, text: `All ${checked} releases are whole.` });
}

/**
 * Checks every release. Prints the damaged ones with the hint, and throws CommandRefusedError.
 *
 * @returns how many there are
 */
export async function requireWhole(
  store: ReleaseStore,
  options: VerifyOptions,
  hint: string,
): Promise<number> {
  const { checked, damaged } = await findDamage(store, (step) => showProgress(options, step));
  showProgress(options);
  if (damaged.length === 0) return checked;
  print(options, {
    data: { checked, damaged: damaged.map(({ release, reason }) => ({ release, reason })) },
    text: renderDamage(damaged),
    hint,
  });
  throw new CommandRefusedError();
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
