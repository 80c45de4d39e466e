import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**'],
    // Many tests wait for processes of their own; by default one of two cores would be left to do nothing.
    maxWorkers: '100%',
    // A busy machine is slow, not wrong.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
