import { defineConfig } from 'vitest/config';

// What is printed is compared as text. Node warns, on the stderr that is compared, of both variables at once.
delete process.env.FORCE_COLOR;

const notOurs = ['node_modules/**', 'dist/**'];
const e2e = '**/*.e2e.test.ts';
const rehearsals = '**/*.rehearsal.test.ts';
const browsers = '**/*.browsers.test.ts';

const minutes = { testTimeout: 240_000, hookTimeout: 240_000 };

/** Stryker runs this project alone: lib/mutants/vitest.config.ts. */
export const unit = {
  name: 'unit',
  include: ['**/*.test.ts'],
  exclude: [...notOurs, e2e, rehearsals, browsers],
};

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: unit },
      // Commands, run as a person does, and tests that wait for processes or for a broken database.
      {
        extends: true,
        test: { name: 'e2e', include: [e2e], exclude: notOurs, ...minutes },
      },
      // Promotions between tiers of built output.
      { extends: true, test: { name: 'rehearsals', include: [rehearsals], exclude: notOurs, ...minutes } },
      // The client in each browser engine.
      { extends: true, test: { name: 'browsers', include: [browsers], exclude: notOurs, ...minutes } },
    ],
    env: { NO_COLOR: '1' },
    // Many tests wait for processes of their own; by default one of two cores would be left to do nothing.
    maxWorkers: '100%',
    // No module keeps state, so files share what is loaded; to load it for each anew took a quarter of the time.
    isolate: false,
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
