import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from './engines/free-port.ts';
import { relaxedLimits } from './relaxed-limits.ts';

export { freePort };

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** A first start makes a database cluster, on machines that may be busy. */
const startLimitMs = 100_000;

export interface ServerProcessOptions {
  /** More of the environment, e.g. the address of a PostgreSQL; without one, the embedded one is used. */
  env?: Record<string, string>;
  /** Run as this user id (needs root): what an ordinary user meets. */
  uid?: number;
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * The real server as a process of its own, on a folder and a port of its own. It can be killed in any way and
 * started again on the same data; at the end nothing of it is left.
 *
 * @example await using server = await ServerProcess.start();
 *   await server.end('SIGKILL');
 *   await server.run();
 */
export class ServerProcess implements AsyncDisposable {
  readonly dataDir: string;
  readonly port: number;
  readonly #metricsPort: number;
  /** What it has printed since the last start. */
  stdout = '';
  stderr = '';
  /** What it printed before that. */
  printedBefore = '';
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;
  #publicUrl: string | undefined;
  #exited: Promise<Exit> = Promise.resolve({ code: null, signal: null });

  private constructor(
    options: ServerProcessOptions,
    dataDir: string,
    ports: { http: number; metrics: number },
  ) {
    this.#options = options;
    this.dataDir = dataDir;
    this.port = ports.http;
    this.#metricsPort = ports.metrics;
  }

  /** Everything but started. */
  static async prepare(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'bridges-server-'));
    if (options.uid !== undefined) chownSync(dataDir, options.uid, options.uid);
    return new ServerProcess(options, dataDir, { http: await freePort(), metrics: await freePort() });
  }

  static async start(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const server = await ServerProcess.prepare(options);
    try {
      await server.run();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The same over all starts. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** What it tells Prometheus. */
  async metrics(): Promise<string> {
    const answer = await fetch(`http://localhost:${this.#metricsPort}/metrics`);
    return answer.text();
  }

  /** Where people reach it from its next start on: through a proxy that learns its port. */
  setPublicUrl(url: string): void {
    this.#publicUrl = url;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it and waits until it says that it is ready. */
  async run(): Promise<void> {
    const exited = this.launch();
    const ended = exited.then((exit) => {
      throw new Error(`the server ended (${JSON.stringify(exit)}) before it was ready: ${this.stderr}`);
    });
    await Promise.race([this.printed(/is ready/), ended]);
  }

  /** Starts it; resolves when it has ended by itself or by a signal. */
  launch(env: Record<string, string> = {}): Promise<Exit> {
    this.printedBefore += this.stdout + this.stderr;
    this.stdout = '';
    this.stderr = '';
    const { uid } = this.#options;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'apps/server/src/main.ts')],
      {
        cwd: root,
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: this.dataDir,
          PORT: String(this.port),
          METRICS_PORT: String(this.#metricsPort),
          LOG_LEVEL: 'error',
          DATA_DIR: this.dataDir,
          GATEWAY_RECONNECT_SPREAD_MS: '500',
          ...relaxedLimits,
          ...this.#options.env,
          ...(this.#publicUrl === undefined ? {} : { PUBLIC_URL: this.#publicUrl }),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(uid === undefined ? {} : { uid, gid: uid }),
      },
    );
    child.stdout?.on('data', (text: Buffer) => (this.stdout += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (this.stderr += text.toString()));
    this.#child = child;
    const closed = new Promise((resolve) => child.once('close', resolve));
    this.#exited = new Promise((resolve, reject) => {
      child.once('exit', (code, signal) => {
        if (this.#child === child) this.#child = undefined;
        // Its last words come before 'close', which a database left behind could hold up.
        void Promise.race([closed, setTimeout(500)]).then(() => resolve({ code, signal }));
      });
      child.once('error', reject);
    });
    return this.#exited;
  }

  /** Waits until its output holds something. */
  async printed(pattern: RegExp): Promise<void> {
    const child = this.#child;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(this.stdout)) return;
        clearTimeout(timer);
        child?.stdout?.off('data', look);
        resolve();
      };
      const timer = globalThis.setTimeout(
        () => reject(new Error(`never printed ${String(pattern)}: ${this.stdout} ${this.stderr}`)),
        startLimitMs,
      );
      child?.stdout?.on('data', look);
      look();
    });
  }

  /** Sends a signal; resolves when the process is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): Promise<Exit> {
    this.#child?.kill(signal);
    return this.#exited;
  }

  /** Asks a module's database behind the server's back, to plant what no door lets in. */
  async query(module: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const host = encodeURIComponent(join(this.dataDir, 'postgres'));
    const client = new pg.Client(`postgresql://bridges@/bridges_${module}?host=${host}`);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Process ids of PostgreSQL servers that still work in its folder. */
  async postgresPids(): Promise<number[]> {
    return (await pidFiles(this.dataDir)).map(pidIn).filter((pid) => isPostgres(pid));
  }

  /** Ends what is left of it and takes its folder away. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child) await this.end('SIGTERM');
    for (const pid of await this.postgresPids()) {
      process.kill(pid, 'SIGQUIT');
      while (isPostgres(pid)) await setTimeout(20);
    }
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Of a server at work: files and folders come and go while they are looked at. */
async function pidFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.some(({ name }) => name === 'postmaster.pid') ? [join(folder, 'postmaster.pid')] : [];
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => pidFiles(join(folder, name)));
  return [...found, ...(await Promise.all(below)).flat()];
}

/** 0: it has ended meanwhile. */
function pidIn(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}

/** An id may have gone to somebody else since it was written down. */
function isPostgres(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
