import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../config.ts';
import type { PostgresAccount } from './postgres-account.ts';

/**
 * How PostgreSQL itself names its folder. Another account may be unable to pass through the folders above
 * (a project in a folder that only root may enter), but a process started inside needs no way in: it
 * reaches everything through its own working directory.
 */
export function clusterPathSeenFrom(folder: string, account: PostgresAccount | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** The system's limit for a socket's path is 107 bytes (103 on macOS); `/.s.PGSQL.5432` takes 15. */
const longestSocketFolder = 103 - 15;

export interface SocketFolder {
  /** As PostgreSQL names it. */
  setting: string;
  /** As clients name it. */
  path: string;
}

/**
 * Where the socket lies: in the cluster's own folder (mode 0700), or, if its path is too long for a socket,
 * in a folder for temporary files that only PostgreSQL's account may enter.
 */
export function socketFolder(clusterFolder: string, account: PostgresAccount | undefined): SocketFolder {
  if (Buffer.byteLength(clusterFolder) <= longestSocketFolder) return { setting: '.', path: clusterFolder };
  const uid = account?.uid ?? process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(clusterFolder).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `bridges-${uid}-${hash}`);
  try {
    mkdirSync(path, { mode: 0o700 });
    if (account) chownSync(path, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stat = lstatSync(path);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0) {
    throw new StartError(
      `The folder ${path} belongs to somebody else; remove it, or set DATA_DIR to a shorter path.`,
    );
  }
  return { setting: path, path };
}
