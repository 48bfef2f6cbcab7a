import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const common = {
  exclude: ['**/node_modules/**', '**/dist/**'],
  globals: false,
  pool: 'forks',
  testTimeout: 60_000,
  // A world of separate services is a dozen processes: a busy machine is no reason to fail.
  hookTimeout: 300_000,
  retry: 0,
} satisfies TestProjectInlineConfiguration['test'];
const postgres = 'packages/dev-env/src/vitest-global-setup.ts';

/**
 * `npm run test:split`: what stands between separate services keeps the contracts of what stands in one process;
 * then the scenarios of `npm test`, the very same files, against separate services on a Redis, a RabbitMQ and an
 * nginx that the tests start themselves; then some of them fail (all: `npm run test:faults`). What keeps contracts mostly
 * waits, so it goes two files at a time; against separate services one, as the engines need the cores.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    projects: [
      {
        test: {
          ...common,
          name: 'contracts',
          include: ['packages/**/*.split.test.ts', 'packages/dev-env/src/checks/contracts/*.test.ts'],
          globalSetup: [postgres],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'scenarios',
          include: ['e2e/scenarios/**/*.test.ts'],
          globalSetup: [postgres, 'e2e/split/global-setup.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'faults',
          include: ['e2e/split/**/*.split.test.ts'],
          testTimeout: 180_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
