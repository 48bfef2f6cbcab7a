import { defineConfig } from 'vitest/config';

/** The scenarios of `npm test`, the very same files, against separate services. */
export default defineConfig({
  test: {
    include: ['e2e/scenarios/**/*.test.ts'],
    globals: false,
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: ['packages/dev-env/src/vitest-global-setup.ts', 'e2e/split/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    retry: 0,
    allowOnly: false,
  },
});
