import { defineConfig } from 'vitest/config';

// What is printed is compared as text. Node warns, on the stderr that is compared, of both variables at once.
delete process.env.FORCE_COLOR;

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**'],
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
