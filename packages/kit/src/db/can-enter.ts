import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PostgresAccount } from './postgres-account.ts';

/** Whether another account may read the file and pass through every folder on the way to it. */
export function canEnter(file: string, account: PostgresAccount): boolean {
  let path = realpathSync(file);
  if (!hasBits(path, account, 0o4)) return false;
  while (dirname(path) !== path) {
    path = dirname(path);
    if (!hasBits(path, account, 0o1)) return false;
  }
  return true;
}

function hasBits(path: string, account: PostgresAccount, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}
