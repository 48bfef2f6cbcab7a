import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from '../config.ts';
import type { PostgresAccount } from './postgres-account.ts';

interface CopyOptions {
  native: string;
  version: string;
  dataFolder: string;
  account: PostgresAccount | undefined;
}

/**
 * Copies PostgreSQL to where it can run, once per version: out of a project in a folder that only root may
 * enter, or out of an installation that is read-only and lacks the libraries' links.
 */
export async function copyBinaries({ native, version, dataFolder, account }: CopyOptions): Promise<string> {
  const name = `postgres-${version}-${process.arch}`;
  const parents = account
    ? ['/var/cache/bridges', '/var/lib/bridges', join(tmpdir(), 'bridges')]
    : [dataFolder];
  let cause: unknown;
  for (const parent of parents) {
    const target = join(parent, name);
    try {
      return copyTo(native, target, account !== undefined);
    } catch (error) {
      cause = error;
    }
  }
  throw new StartError(
    `The embedded PostgreSQL could not be copied to ${parents.join(' or ')}, where another user than root can run it.`,
    { cause },
  );
}

/** Ours, and nobody else can have put a program there. */
function isTrusted(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return (
    stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
  );
}

/** Copies beside the target and renames: a copy that a crash cut short is never run. */
function copyTo(native: string, target: string, isShared: boolean): string {
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true, mode: isShared ? 0o755 : 0o700 });
  // The data folder is ours by definition; a place that all users share has to prove it.
  if (isShared && !isTrusted(parent)) throw new Error('the folder belongs to somebody else');
  if (isTrusted(target)) return target;
  const fresh = mkdtempSync(`${target}.`);
  try {
    cpSync(native, fresh, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    openToAll(fresh);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another server may have been faster.
    if (!isTrusted(target)) throw error;
  }
  return target;
}

/** The installing user's umask may have hidden the files from everybody else. */
function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) openToAll(join(path, name));
}
