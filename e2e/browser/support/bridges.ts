import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from './wait-for.ts';

const root = join(import.meta.dirname, '../../..');

/** Everybody here comes from one address, and many messages are written at once. */
const generous = {
  RATE_LIMIT_REGISTER_PER_ADDRESS: '100000',
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: '100000',
  RATE_LIMIT_SENDS_PER_MINUTE: '1000000',
};

/** The whole server as a person runs it: a process of its own, with its own PostgreSQL, on a fresh folder. */
export class Bridges {
  readonly url: string;
  readonly #port: number;
  readonly #dataDir: string;
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, dataDir: string, env: Record<string, string>) {
    this.#port = port;
    this.#dataDir = dataDir;
    this.#env = env;
    this.url = `http://localhost:${port}`;
  }

  static async start(env: Record<string, string> = {}): Promise<Bridges> {
    const bridges = new Bridges(await freePort(), await mkdtemp(join(tmpdir(), 'bridges-browser-')), env);
    await bridges.start();
    return bridges;
  }

  /** The one-time link that it printed. */
  get setupLink(): string {
    const link = /http:\S+\/setup\?token=\S+/.exec(this.#output)?.[0];
    if (!link) throw new Error(`No set-up link in:\n${this.#output}`);
    return link;
  }

  /** Starts it (again), on the same port and folder. */
  async start(): Promise<void> {
    this.#output = '';
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'apps/server/src/main.ts'],
      {
        cwd: root,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'error',
          METRICS_PORT: '0',
          PORT: String(this.#port),
          DATA_DIR: this.#dataDir,
          ...generous,
          ...this.#env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.#child = child;
    await waitFor(
      async () => {
        if (child.exitCode !== null) throw new Error(`The server ended:\n${this.#output}`);
        return (await fetch(`${this.url}/readyz`).catch(() => null))?.ok === true;
      },
      { what: () => `the server to be ready, which said:\n${this.#output}`, withinMs: 30_000 },
    );
  }

  /** As a power cut ends it. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No free port.');
  return address.port;
}
