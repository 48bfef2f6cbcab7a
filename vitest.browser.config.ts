import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: journeys of people, in the system's Chromium (`CHROMIUM` names another). */
export default defineConfig({
  test: {
    include: ['e2e/browser/**/*.test.ts'],
    globals: false,
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: ['e2e/browser/support/global-setup.ts'],
    // Each wait in a journey has a deadline of its own; a busy machine is slow in all of them together.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    retry: 0,
    allowOnly: false,
  },
});
