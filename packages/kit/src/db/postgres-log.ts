import { copyFileSync, openSync, rmSync, statSync, truncateSync } from 'node:fs';

const maxBytes = 4 * 1024 * 1024;

/** PostgreSQL's own log: at most two files of about 4 MB. */
export interface PostgresLog {
  /** Opened for appending; PostgreSQL writes to it by itself, also when we are gone. */
  fd: number;
  stop: () => void;
}

export function openPostgresLog(path: string): PostgresLog {
  const shorten = () => {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < maxBytes) return;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  };
  const fd = open(path);
  shorten();
  const timer = setInterval(shorten, 10 * 60_000).unref();
  return { fd, stop: () => clearInterval(timer) };
}

function open(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch {
    // An earlier start as root left it; the folder is ours, so the file is ours to replace.
    rmSync(path, { force: true });
    return openSync(path, 'a', 0o600);
  }
}
