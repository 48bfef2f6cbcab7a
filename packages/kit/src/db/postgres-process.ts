import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../config.ts';
import { clusterPathSeenFrom } from './cluster-path.ts';
import type { PostgresAccount } from './postgres-account.ts';

export interface PostgresProcess {
  pid: number;
  /** Resolves when it has ended, however. */
  ended: Promise<void>;
}

interface SpawnOptions {
  postgres: string;
  clusterFolder: string;
  account: PostgresAccount | undefined;
  logFd: number;
  logPath: string;
}

/** Starts PostgreSQL on its cluster and waits until it takes connections. */
export async function spawnPostgres(options: SpawnOptions): Promise<PostgresProcess> {
  const { clusterFolder, account, logFd } = options;
  const child = spawn(options.postgres, ['-D', clusterPathSeenFrom(clusterFolder, account)], {
    cwd: clusterFolder,
    // A group of its own: Ctrl-C in the terminal is for the server, which stops PostgreSQL last.
    detached: true,
    stdio: ['ignore', logFd, logFd],
    env: { PATH: process.env.PATH },
    ...account,
  });
  let failure: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      failure = error;
      resolve();
    });
  });
  if (!(await isReady(child, join(clusterFolder, 'postmaster.pid'), ended)) || child.pid === undefined) {
    await stopPostgres(child, ended);
    throw new StartError(
      `PostgreSQL did not start: ${failure?.message ?? `see ${options.logPath} for why`}.`,
    );
  }
  // PostgreSQL must not keep a process alive that is otherwise done.
  child.unref();
  return { pid: child.pid, ended };
}

/** Recovery after a crash can take a while on a slow disk. */
const readyTimeoutMs = 60_000;

/** PostgreSQL tells its state in the pid file; reading that needs no connection. */
async function isReady(child: ChildProcess, pidFile: string, ended: Promise<void>): Promise<boolean> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + readyTimeoutMs;
  while (!hasEnded && Date.now() < deadline) {
    const lines = readLines(pidFile);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await delay(4);
  }
  return false;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Ends sessions and stops in order; if that takes more than eight seconds, at once (the next start recovers). */
export async function stopPostgres(
  running: { pid?: number | undefined },
  ended: Promise<void>,
): Promise<void> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  // Its number may belong to another process by now: only one that has not ended is signalled.
  await Promise.resolve();
  for (const [name, timeoutMs] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 6000],
    ['SIGKILL', 1000],
  ] as const) {
    if (hasEnded) return;
    try {
      if (running.pid !== undefined) process.kill(running.pid, name);
    } catch {
      return;
    }
    const timer = new AbortController();
    const isDone = await Promise.race([
      ended.then(() => true),
      delay(timeoutMs, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (isDone) return;
  }
}
