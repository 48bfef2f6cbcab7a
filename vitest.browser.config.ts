import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: journeys of people, in the system's Chromium (`CHROMIUM` names another). */
export default defineConfig({
  test: {
    include: ['e2e/browser/**/*.test.ts'],
    globals: false,
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: ['e2e/browser/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    allowOnly: false,
  },
});
