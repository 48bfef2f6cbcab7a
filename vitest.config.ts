import { defineConfig } from 'vitest/config';

/**
 * `npm test`: everything but browsers. Two workers, because the database and the servers under test need the
 * cores too. No retries: a flaky test is a bug.
 */
export default defineConfig({
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/browser/**', '**/*.split.test.ts'],
    globals: false,
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['packages/dev-env/src/vitest-global-setup.ts'],
    // Generous: a busy machine is no reason to fail. What must be quick says so in its test.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000, interval: 25 } },
    retry: 0,
    allowOnly: false,
  },
});
