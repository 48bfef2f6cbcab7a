import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ServerProcess } from '@bridges/dev-env/server-process';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's server answers. */
    bridgesUrl: string;
  }
}

/** The client as built for people, and one server for all journeys that don't kill theirs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const script = join(import.meta.dirname, '../../../apps/web/scripts/ensure-built.ts');
  if (spawnSync(process.execPath, [script], { stdio: 'inherit' }).status !== 0) {
    throw new Error('The web client could not be built.');
  }
  const server = await ServerProcess.start();
  project.provide('bridgesUrl', server.url);
  return () => server[Symbol.asyncDispose]();
}
