import { copyFileSync, openSync, statSync, truncateSync } from 'node:fs';

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
  shorten();
  const fd = openSync(path, 'a', 0o600);
  const timer = setInterval(shorten, 10 * 60_000).unref();
  return { fd, stop: () => clearInterval(timer) };
}
