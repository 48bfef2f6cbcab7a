import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from '../run.ts';
import type { RunResult } from '../run.ts';

/**
 * `npm ci` must work from the lock alone. A lock made where a platform's package was missing from the registry
 * installs nowhere, and npm says so only in `npm ci`; offline, because a complete lock needs to ask nobody.
 */
export async function checkLock(): Promise<RunResult> {
  const { isOk, output } = await run('npm', [
    'ci',
    '--dry-run',
    '--offline',
    '--ignore-scripts',
    '--no-audit',
  ]);
  const missing = output.split('\n').filter((line) => /Missing:|Invalid:/.test(line));
  const hosts = (await readFile(join(root, 'package-lock.json'), 'utf8'))
    .split('\n')
    .filter((line) => /"resolved": "https?:/.test(line) && !line.includes('https://registry.npmjs.org/'));
  const problems = [
    ...missing,
    ...hosts.slice(0, 5).map((line) => `not the public registry: ${line.trim()}`),
  ];
  if (!isOk && problems.length === 0) return { isOk, output };
  return { isOk: problems.length === 0, output: problems.join('\n') };
}
