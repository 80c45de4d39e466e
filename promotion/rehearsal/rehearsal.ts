/** Tiers for tests and for `npm run bench -- promotion`: in a folder of their own, with builds that are sabotaged. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { freePort } from '../../lib/ports.ts';
import { projectRoot } from '../../lib/project.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { writeManifest } from '../../server/build/write-manifest.ts';
import { buildFolder, copyBuild, nameOf, openBuild } from '../builds.ts';
import { pass } from '../gates/finding.ts';
import { gates } from '../gates/index.ts';
import type { Gate } from '../gates/model.ts';
import { type Build, type TierName, tierNames } from '../model.ts';
import type { PromoteOptions } from '../report.ts';
import { prepareTiers } from '../supervisor/prepare.ts';
import { readTiers, tiersFile } from '../tier.ts';
import { readRecord, recordEvent } from '../tier-record.ts';

/** Prepares tiers on free ports in a new folder. */
export async function createRehearsal(): Promise<string> {
  const root = createTemporaryFolder();
  const urls = await Promise.all(
    tierNames.map(async (name) => [name, { url: `http://127.0.0.1:${await freePort()}` }] as const),
  );
  writeFileSync(tiersFile(root), JSON.stringify(Object.fromEntries(urls)));
  prepareTiers(root, 0);
  return root;
}

/** Builds the sources of a project. @returns the folder of the build */
export async function makeBuild(project = projectRoot): Promise<Build> {
  const folder = join(createTemporaryFolder(), 'dist');
  await execa(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', folder], { cwd: project });
  return named(folder);
}

/**
 * Copies a build and puts code in front of one of its files, so that it is another build, with a manifest that fits.
 *
 * @param code JavaScript that runs before the file; by default a comment
 */
export function changeBuild(build: Build, code = `// ${Math.random()}`, file = 'server/main.js'): Build {
  const folder = join(createTemporaryFolder(), 'dist');
  cpSync(build.folder, folder, { recursive: true });
  const changed = join(folder, file);
  writeFileSync(changed, `${code}\n${readFileSync(changed, 'utf8')}`);
  return named(folder);
}

/** A build as of a commit: production takes none with changes that no commit has. */
function named(folder: string): Build {
  writeManifest(folder, openBuild(folder).manifest.contract, '0'.repeat(40));
  return openBuild(folder);
}

/** Makes a build live at a tier whose supervisor runs, without asking any gate. */
export async function install(root: string, name: TierName, build: Build): Promise<Build> {
  const { driver, folder } = readTiers(root)[name];
  const copy = copyBuild(build, folder);
  const before = readRecord(folder).live;
  await driver.switch(copy);
  if (before && before.id !== copy.id) await driver.stop(openBuild(buildFolder(folder, before.id)));
  const live = nameOf(copy);
  recordEvent(folder, 'start', { candidate: live });
  recordEvent(folder, 'verify');
  recordEvent(folder, 'switch');
  recordEvent(folder, 'accept', { live, candidate: undefined });
  recordEvent(folder, 'record');
  return copy;
}

/** Every gate passes without looking, but those that are named. */
export function onlyGates(...names: readonly string[]): Record<string, Gate> {
  const stub = (gate: Gate): Gate => ({ ...gate, run: async () => pass(['not asked in this rehearsal']) });
  return Object.fromEntries(
    Object.values(gates).map((gate) => [gate.id, names.includes(gate.id) ? gate : stub(gate)]),
  );
}

export function optionsFor(tier: TierName, more: Partial<PromoteOptions> = {}): PromoteOptions {
  return {
    tier,
    first: false,
    dryRun: false,
    by: 'a rehearsal',
    key: { kind: 'none' },
    consumers: join(projectRoot, 'consumers'),
    watchMs: 1000,
    ...more,
  };
}
