import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import type { EmbeddedPostgres } from '@bridges/kit';
import { startServer } from '@bridges/server';
import type { TestProject } from 'vitest/node';
import { createTemplates, dropTemplates } from './test-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, database `postgres`. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, in memory-speed settings; each test file makes databases of its own, copied from those that a first start has filled. `TEST_DATABASE_URL` names another server to run on, one run at a time. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return runOn(given, project);
  const { postgres, dataDir } = await startPostgres();
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = postgres.connectionString('postgres');
  try {
    await fillTemplates(url, dataDir);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgresUrl', url);
  return stop;
}

async function runOn(url: string, project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bridges-test-'));
  await dropTemplates(url);
  await fillTemplates(url, dataDir);
  project.provide('postgresUrl', url);
  return async () => {
    await dropTemplates(url);
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Several times what a run was seen to take. */
const leastRoom = 2 ** 31;

const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  max_connections: '400',
};

async function startPostgres(): Promise<{ postgres: EmbeddedPostgres; dataDir: string }> {
  const log = createLogger({ level: 'error' });
  let failure: unknown;
  for (const folder of await foldersToTry()) {
    await sweep(folder);
    const dataDir = await mkdtemp(join(folder, `bridges-test-${process.pid}-`));
    try {
      return { postgres: await startEmbeddedPostgres({ dataDir, log, settings }), dataDir };
    } catch (error) {
      failure = error;
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  throw failure;
}

/**
 * In memory, where the machine has a place for that: copying databases is mostly making and removing files, which
 * takes a disk's file system several times as long.
 */
async function foldersToTry(): Promise<string[]> {
  const memory = '/dev/shm';
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= leastRoom ? [memory, tmpdir()] : [tmpdir()];
}

/** Takes away what runs that were killed have left. A PostgreSQL that still works there ends when its folder is gone. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^bridges-test-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Starts everything once, so that the tables of each module and of its jobs are there to be copied. */
async function fillTemplates(url: string, dataDir: string): Promise<void> {
  const env = {
    ...(await createTemplates(url)),
    DATA_DIR: join(dataDir, 'template'),
    PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'error',
  };
  const server = await startServer(env);
  await server.stop();
}
