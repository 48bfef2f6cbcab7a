import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../config.ts';
import type { Log } from './log.ts';
import { isAlive } from './process-info.ts';

/**
 * Stops the PostgreSQL that a killed server left running on this cluster, and removes its lock files, so that
 * the next one starts as if all had ended well. PostgreSQL itself would only look whether a process with the
 * number in them exists: another program, or a dead child that nobody has collected, would keep it from
 * starting. Here that is left alone.
 */
export async function stopLeftover(clusterFolder: string, socketPath: string, log: Log): Promise<void> {
  const pidFile = join(clusterFolder, 'postmaster.pid');
  const lockFiles = [pidFile, join(socketPath, '.s.PGSQL.5432.lock'), join(socketPath, '.s.PGSQL.5432')];
  const pid = readPid(pidFile) ?? readPid(join(socketPath, '.s.PGSQL.5432.lock'));
  if (pid === undefined) return;
  const left = postgresProcesses(clusterFolder, pid);
  if (left.length > 0) {
    log.warn({ pid }, 'Stopping a PostgreSQL that an earlier run left behind.');
    // Its children end by themselves when it is gone, and are only hurried if they do not.
    if (left.includes(pid)) signal(pid, 'SIGINT');
    if (!(await areGone(left, 8000))) {
      for (const each of left) signal(each, 'SIGQUIT');
      if (!(await areGone(left, 5000))) {
        throw new StartError(
          `A PostgreSQL left running by an earlier start (process ${pid}) does not stop; end it by hand.`,
        );
      }
    }
  }
  for (const file of lockFiles) rmSync(file, { force: true });
}

/** The postmaster's process id, from the first line of its file. */
function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** PostgreSQL's processes at work in this folder: the postmaster, or children that outlived it. */
function postgresProcesses(clusterFolder: string, pid: number): number[] {
  if (process.platform !== 'linux') return isPostmaster(clusterFolder, pid) ? [pid] : [];
  const cluster = statSync(clusterFolder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        if (readFileSync(`/proc/${name}/comm`, 'utf8').trim() !== 'postgres') return false;
        const folder = statSync(`/proc/${name}/cwd`);
        return folder.ino === cluster.ino && folder.dev === cluster.dev;
      } catch {
        return false;
      }
    })
    .map(Number);
}

function isPostmaster(clusterFolder: string, pid: number): boolean {
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(clusterFolder);
  } catch {
    return false;
  }
}

async function areGone(pids: number[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (pids.some(isAlive)) {
    if (Date.now() > deadline) return false;
    await delay(5);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
