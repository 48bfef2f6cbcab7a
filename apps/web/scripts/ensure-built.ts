import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Builds the web client when it was never built or something it is made of is newer. Otherwise it costs
// a look at the times of a few hundred files, so every start may ask.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/build',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'apps/web/package.json',
  'packages/sdk/src',
  'packages/contracts/src',
];
/** Written last by the build, so it tells of a finished one. */
const mark = join(root, 'apps/web/dist/service-worker.js');

function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

const isCurrent =
  existsSync(mark) &&
  existsSync(join(root, 'apps/web/dist/index.html')) &&
  sources
    .map((source) => join(root, source))
    .filter((path) => existsSync(path))
    .every((path) => newestChange(path) <= statSync(mark).mtimeMs);

if (!isCurrent) {
  // Whatever the caller is (a test run says `test`): people get React's fast build.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({ configFile: join(root, 'apps/web/vite.config.ts'), logLevel: 'warn' });
}
