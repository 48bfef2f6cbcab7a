import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Bridges } from './bridges.ts';

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
  const bridges = await Bridges.start();
  project.provide('bridgesUrl', bridges.url);
  return () => bridges.stop();
}
