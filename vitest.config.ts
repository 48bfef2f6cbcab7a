import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const common = {
  exclude: ['**/node_modules/**', '**/dist/**', 'e2e/browser/**', '**/*.split.test.ts'],
  globals: false,
  pool: 'forks',
  // Generous: a busy machine is no reason to fail. What must be quick says so in its test.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 40_000, interval: 25 } },
  retry: 0,
} satisfies TestProjectInlineConfiguration['test'];

/** They measure the process they run in, which should have nothing else behind it. */
const measuring = [
  'modules/accounts/tests/sign-in.test.ts',
  'modules/files/src/policies/first-link.test.ts',
  'modules/files/src/services/page-read.test.ts',
  'modules/files/tests/crafted-films.test.ts',
  'modules/files/tests/pictures.test.ts',
  'modules/messages/tests/hard-texts.test.ts',
  'packages/contracts/src/markdown/properties.test.ts',
];

/**
 * `npm test`: everything but browsers. Four workers: two cores are busy with them, the database and the servers under
 * test, also while two of them wait. What measures comes after all others, and has a core for each. No retries: a flaky
 * test is a bug.
 */
export default defineConfig({
  test: {
    maxWorkers: 4,
    allowOnly: false,
    globalSetup: ['packages/dev-env/src/vitest-global-setup.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'measuring',
          include: measuring,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'all others',
          maxWorkers: 4,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...common.exclude, ...measuring],
          // A worker keeps what it has imported for its next files: our code holds no state of its own
          // (tests/modules-share-nothing.test.ts), and a file that replaces a global puts it back.
          isolate: false,
        },
      },
    ],
  },
});
