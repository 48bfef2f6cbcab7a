import { defineConfig } from 'vitest/config';

/**
 * `npm run test:split`: the separate services, on a Redis, a RabbitMQ and an nginx that the tests start
 * themselves. One file at a time: each has its own engines, and they need the cores.
 */
export default defineConfig({
  test: {
    include: ['**/*.split.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globals: false,
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: ['packages/dev-env/src/vitest-global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: 0,
    allowOnly: false,
  },
});
