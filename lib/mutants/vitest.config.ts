import { statSync } from 'node:fs';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestProject, type TestSpecification, type Vite, type Vitest } from 'vitest/node';
import all, { unit } from '../../vitest.config.ts';
import { keptThreads } from './kept-worker.ts';
import { testsOf } from './parts.ts';

const cheaperRuns: Vite.Plugin = {
  name: 'cheaper-runs',
  configureVitest({ project, vitest }: { project: TestProject; vitest: Vitest }) {
    // Stryker sets the pool itself.
    const poolRunner = keptThreads();
    Object.assign(project.config, { pool: poolRunner.name, poolRunner });
    // Stryker names the file of each test. Vitest compares each name with each file, which took seconds.
    const start = vitest.start.bind(vitest);
    vitest.start = (files) => start(files && [...new Set(files)]);
  },
};

/** Small files first: the first test that fails ends the run of a mutant. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => costOf(a) - costOf(b));
  }
}

// A small file that sends hundreds of messages, which are in other files.
const last = /\/messages\.test\.ts$/;

function costOf({ moduleId }: TestSpecification): number {
  return last.test(moduleId) ? Infinity : statSync(moduleId).size;
}

const tests = testsOf(process.env.MUTANTS_FOLDER ?? '**');

// The test runner of Stryker cannot choose a project by its name, and with all projects it would run e2e, too.
const config = mergeConfig(all, {
  plugins: [cheaperRuns],
  test: {
    ...unit,
    include: tests.include,
    // No browser is started for each mutant.
    exclude: [...unit.exclude, ...tests.exclude, 'client/browser-tests/**'],
    isolate: true,
    setupFiles: ['lib/mutants/setup.ts'],
    // Nobody reads what is printed.
    reporters: [{}],
    sequence: { sequencer: SmallFirst },
    // Mutants often leave a request without a response.
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
});
delete config.test.projects;

export default config;
