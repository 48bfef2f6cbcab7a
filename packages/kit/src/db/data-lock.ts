import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../config.ts';
import { isAlive, startTimeOf } from './process-info.ts';

interface Owner {
  pid: number;
  startedAt?: string | undefined;
}

/**
 * Takes the data folder for this process: two servers on one folder would each stop the other's database.
 * The lock names its owner by process id and start time, so one left by a crash is recognized and taken over.
 *
 * @returns a function that gives the folder back
 * @throws StartError while another server uses the folder
 */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, 'bridges.lock');
  const mine = `${path}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) });
  writeFileSync(mine, `${content}\n`);
  try {
    for (;;) {
      if (tryLink(mine, path)) return () => release(path, content);
      refuseIfAlive(readOwner(path), folder);
      takeAway(path, folder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead owner's lock. A rival may have replaced it since it was read: look again at what was moved. */
function takeAway(path: string, folder: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const owner = readOwner(aside);
  if (owner && isRunning(owner)) tryLink(aside, path);
  rmSync(aside, { force: true });
  refuseIfAlive(owner, folder);
}

/** Creates the lock whole or not at all: unlike open and write, a link is never seen half done. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfAlive(owner: Owner | undefined, folder: string): void {
  if (!owner || !isRunning(owner)) return;
  throw new StartError(
    `Another Bridges server (process ${owner.pid}) already uses the data folder ${folder}; stop it, or set DATA_DIR.`,
  );
}

function isRunning(owner: Owner): boolean {
  if (!isAlive(owner.pid)) return false;
  const startedAt = startTimeOf(owner.pid);
  return startedAt === undefined || owner.startedAt === undefined || startedAt === owner.startedAt;
}

function readOwner(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
    return Number.isInteger(owner.pid) && owner.pid > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function release(path: string, content: string): void {
  try {
    if (readFileSync(path, 'utf8').trim() === content) rmSync(path, { force: true });
  } catch {
    // The folder may be gone already.
  }
}
