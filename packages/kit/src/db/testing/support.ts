import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A folder that is gone after `await using`. */
export function temporaryFolder(parent = tmpdir()) {
  const path = mkdtempSync(join(parent, 'bridges-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

export interface OtherServer {
  process: ChildProcess;
  answer: { pid?: number; connectionString?: string; error?: string };
  /** Ends it in order. */
  stop: () => Promise<void>;
  /** As a crash would. */
  kill: () => Promise<void>;
}

/** Starts the embedded PostgreSQL in a process of its own, if need be as another user. */
export async function startElsewhere(dataDir: string, uid?: number): Promise<OtherServer> {
  const script = join(import.meta.dirname, 'serve-postgres.ts');
  const child = spawn(process.execPath, [script, dataDir, ...(uid === undefined ? [] : [String(uid)])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    process: child,
    answer: JSON.parse(line) as OtherServer['answer'],
    stop: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Waits until it is so, and fails after the deadline. */
export async function eventually(isSo: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not come true in time.');
    await delay(10);
  }
}
