import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { fetchPackages } from '../fetch-packages.ts';
import { projectRoot } from '../project.ts';
import { createTemporaryFolder, removeFolder } from '../temporary-folder.ts';
import type { StrykerMutant, StrykerReport } from './model.ts';
import { mutatedIn } from './parts.ts';
import { isSurvivor } from './summary.ts';

// 167 packages, for a command that runs once a week: docs/adr/0022-stryker-is-fetched.md.
const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

/**
 * Mutates the files of a folder and runs the unit tests that judge it. The results of earlier runs are used where
 * neither a mutant nor its tests have changed. Progress goes to stderr.
 *
 * @param folder relative to the root, such as `server/http`
 * @throws Error when a test fails without a mutant, or nothing can be mutated
 */
export async function runStryker(folder: string): Promise<StrykerReport> {
  // Vitest has to be that of the project, which the tests import.
  const modules = join(await fetchPackages(packages, ['--omit=peer']), 'node_modules/@stryker-mutator');
  const temporary = createTemporaryFolder();
  const report = join(projectRoot, 'node_modules/.cache/mutants', `${folder.replaceAll('/', '-')}.json`);
  const config = join(temporary, 'stryker.json');
  await writeFile(config, JSON.stringify(optionsFor(folder, modules, report, join(temporary, 'copies'))));
  await forgetSurvivors(report);
  const { exitCode } = await execa(process.execPath, [join(modules, 'core/bin/stryker.js'), 'run', config], {
    cwd: projectRoot,
    reject: false,
    // Read by the configuration of vitest.
    env: { MUTANTS_FOLDER: folder },
    stdio: ['ignore', process.stderr, process.stderr],
  });
  removeFolder(temporary);
  if (exitCode !== 0) throw new Error(`Stryker ended with exit code ${exitCode}`);
  return JSON.parse(await readFile(report, 'utf8'));
}

/**
 * Stryker sees that a test was added, but not that its text was changed: it would not try survivors again. Timeouts are
 * tried again, too: the machine may have been busy.
 */
async function forgetSurvivors(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const report: StrykerReport = JSON.parse(await readFile(file, 'utf8'));
  const files = Object.entries(report.files).map(([name, { mutants, ...rest }]) => {
    return [name, { ...rest, mutants: mutants.filter(isKnown) }];
  });
  await writeFile(file, JSON.stringify({ ...report, files: Object.fromEntries(files) }));
}

function isKnown(mutant: StrykerMutant): boolean {
  return !isSurvivor(mutant) && mutant.status !== 'Timeout';
}

function optionsFor(folder: string, modules: string, report: string, copies: string) {
  return {
    testRunner: 'vitest',
    plugins: [join(modules, 'vitest-runner/dist/src/index.js')],
    // With the tests of all rooms that import a file, each mutant would take ten times as long.
    vitest: { configFile: 'lib/mutants/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // A test has its own, shorter timeout: a busy machine kills no mutant, and no process has to be started anew.
    timeoutMS: 60_000,
    mutate: mutatedIn(folder),
    // A test compares a generated file with its text, and nothing checks types.
    disableTypeChecks: false,
    // A mutant that runs while a file loads needs all tests: a quarter of the mutants would take most of the time.
    ignoreStatic: true,
    // Most texts are messages, and a text that means something is of a type that has no empty text.
    mutator: { excludedMutations: ['StringLiteral'] },
    incremental: true,
    incrementalFile: report,
    // Outside the project: the tests of a copy that an interrupted run leaves behind are not found.
    tempDirName: copies,
    ignorePatterns: ['.*', 'dist'],
    reporters: ['progress-append-only'],
  };
}
