import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const common = {
  globals: false,
  pool: 'forks',
  // Each wait in a journey has a deadline of its own; a busy machine is slow in all of them together.
  testTimeout: 240_000,
  hookTimeout: 120_000,
  retry: 0,
} satisfies TestProjectInlineConfiguration['test'];

/** They tell how long something took, which only a quiet machine can say. */
const measuring = ['e2e/browser/long-history.test.ts', 'e2e/browser/talk-later.test.ts'];

/**
 * `npm run test:browser`: journeys of people, in the system's Chromium (`CHROMIUM` names another). Two at a time: a
 * journey mostly waits, as people do.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    globalSetup: ['e2e/browser/support/global-setup.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'journeys',
          include: ['e2e/browser/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...measuring],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'measuring',
          include: measuring,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
