import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: journeys of people, in the system's Chromium (`CHROMIUM` names another). */
export default defineConfig({
  test: {
    include: ['e2e/browser/**/*.test.ts'],
    // Does not pass every time: opened at a message far back, the page does not always get there. Not settled yet.
    exclude: ['e2e/browser/long-history.test.ts'],
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
