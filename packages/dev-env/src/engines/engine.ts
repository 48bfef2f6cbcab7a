import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface EngineOptions {
  name: string;
  command: string;
  args: (folder: string) => string[];
  env?: (folder: string) => Record<string, string>;
  /** Resolves when it answers; rejects or throws while it does not. */
  isReady: () => Promise<void>;
  startLimitMs?: number;
  /** How it is asked to stop; default SIGTERM. */
  stopSignal?: NodeJS.Signals;
  /** Ends what it left behind. */
  afterEnd?: () => Promise<void>;
}

/**
 * A server of somebody else's (Redis, RabbitMQ, nginx) as a process of its own, in a folder of its own, ended
 * by its pid. It can be stopped, killed, frozen and started again on the same folder and port.
 */
export class Engine implements AsyncDisposable {
  readonly folder: string;
  readonly #options: EngineOptions;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(options: EngineOptions, folder: string) {
    this.#options = options;
    this.folder = folder;
  }

  static async start(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options, await mkdtemp(join(tmpdir(), `bridges-${options.name}-`)));
    try {
      await engine.run();
    } catch (error) {
      await engine[Symbol.asyncDispose]();
      throw error;
    }
    return engine;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error(`${this.#options.name} does not run`);
    return pid;
  }

  /** Starts it, and resolves when it answers. */
  async run(): Promise<void> {
    const { name, command, args, env, isReady, startLimitMs = 30_000 } = this.#options;
    const child = spawn(command, args(this.folder), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env?.(this.folder) },
      // A group of its own: what it starts ends with it.
      detached: true,
    });
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-4000)));
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${this.#output}`)));
    });
    failed.catch(() => undefined);
    const until = Date.now() + startLimitMs;
    for (;;) {
      const problem = await Promise.race([isReady(), failed]).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem === undefined) return;
      if (child.exitCode !== null || child.pid === undefined || Date.now() > until) throw problem;
      await Promise.race([pause(50), failed]);
    }
  }

  /** Ends it, and resolves when it is gone. */
  async end(signal: NodeJS.Signals = this.#options.stopSignal ?? 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    this.#signal(signal);
    const timer = setTimeout(() => this.#signal('SIGKILL'), 15_000);
    await exited;
    clearTimeout(timer);
    // Its children, if it died without ending them.
    this.#signal('SIGKILL');
    await this.#options.afterEnd?.();
  }

  /** It answers nothing any more, and yet its connections stand. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.thaw();
    await this.end('SIGKILL');
    await this.#options.afterEnd?.();
    await rm(this.folder, { recursive: true, force: true });
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  }
}
