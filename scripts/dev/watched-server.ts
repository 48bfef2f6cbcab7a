import type { ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.ts';
import { startChild, stopChild } from './child.ts';

const watched = ['apps/server/src', 'modules', 'packages'];
/** An editor or a checkout touches many files at once: one restart for all. */
const quietMs = 150;

/**
 * The server, started again when its code changes. Not `node --watch`: told to stop, that one can crash and leave
 * the server behind.
 */
export class WatchedServer {
  readonly #env: Record<string, string>;
  #child: ChildProcess;
  #timer: NodeJS.Timeout | undefined;
  #restart: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(env: Record<string, string>) {
    this.#env = env;
    this.#child = this.#start();
    for (const folder of watched) {
      watch(join(root, folder), { recursive: true }, (_event, name) => {
        if (name?.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('/tests/'))
          this.#changed(name);
      });
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await this.#restart;
    await stopChild(this.#child);
  }

  #start(): ChildProcess {
    const flags = ['--disable-warning=ExperimentalWarning'];
    return startChild('node', [...flags, 'apps/server/src/main.ts'], this.#env);
  }

  #changed(name: string): void {
    clearTimeout(this.#timer);
    if (this.#isStopping) return;
    this.#timer = setTimeout(() => {
      console.log(`${name} changed`);
      this.#restart = this.#restart.then(async () => {
        await stopChild(this.#child);
        if (!this.#isStopping) this.#child = this.#start();
      });
    }, quietMs);
  }
}
