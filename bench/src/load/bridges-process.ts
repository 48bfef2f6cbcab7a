import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, descendants, residentBytes } from './process-cost.ts';

const main = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));

/** Limits that a load test would run into, lifted; everything else as people run it. */
export const loadEnv = {
  PORT: '0',
  HOST: '127.0.0.1',
  METRICS_PORT: '0',
  LOG_LEVEL: 'warn',
  RATE_LIMIT_REGISTER_PER_ADDRESS: '1000000',
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: '1000000',
  RATE_LIMIT_GROUPS_PER_USER: '1000000',
  GATEWAY_COMMANDS_PER_SECOND: '100000',
  GATEWAY_COMMAND_BURST: '100000',
};

/** A whole Bridges in a process of its own, on the embedded PostgreSQL. */
export interface BridgesProcess {
  url: string;
  port: number;
  pid: number;
  /** From spawn to the first answered request, in milliseconds. */
  startMs: number;
  /** Processor seconds so far of the server, and of its PostgreSQL. */
  cpuSeconds(): { server: number; database: number };
  /** Resident memory of the server, in bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}

export async function makeDataDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bridges-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts a server on a data folder and waits until it answers. */
export async function startBridges(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<BridgesProcess> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, ...loadEnv, ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /ready at (\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  await fetch(`${url}/readyz`);
  const pid = child.pid ?? 0;
  return {
    url,
    port: Number(new URL(url).port),
    pid,
    startMs: performance.now() - startedMs,
    cpuSeconds: () => ({
      server: cpuSeconds(pid),
      database: descendants(pid).reduce((sum, id) => sum + cpuSeconds(id), 0),
    }),
    residentBytes: () => residentBytes(pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
