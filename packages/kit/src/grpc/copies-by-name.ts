import { lookup } from 'node:dns/promises';

/** How a list of copies names one that stands for several. */
const prefix = 'dns:';
const askEveryMs = 2000;
/** A copy that is no longer named may still answer what it was asked. */
const goneMs = 60_000;

export interface CopiesOptions {
  /** Addresses of a service's copies; `dns:host:port` stands for every address that `host` has just now. */
  lists: Readonly<Record<string, readonly string[]>>;
  /** A copy is not named any more, for some time already. */
  onGone: (address: string) => void;
  /** For tests: what a name stands for. */
  resolve?: (host: string) => Promise<string[]>;
}

/**
 * Where the copies of each service are, also where they come and go: names are asked for again all the time. A name
 * that has no answer keeps the last one.
 */
export class CopiesByName {
  readonly #options: CopiesOptions;
  readonly #addresses = new Map<string, readonly string[]>();
  /** The name that an address came from: what its certificate must say. */
  readonly #hosts = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CopiesOptions) {
    this.#options = options;
  }

  /** Resolves when every name has been asked for once, found or not. */
  async start(): Promise<void> {
    const names = [...new Set(Object.values(this.#options.lists).flat())].filter((one) =>
      one.startsWith(prefix),
    );
    if (names.length === 0) return;
    const askAll = () => Promise.all(names.map((name) => this.#ask(name)));
    await askAll();
    this.#timer = setInterval(() => void askAll(), askEveryMs).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  of(service: string): readonly string[] {
    const list = this.#options.lists[service] ?? [];
    return list.flatMap((one) => (one.startsWith(prefix) ? (this.#addresses.get(one) ?? []) : one));
  }

  hostOf(address: string): string | undefined {
    return this.#hosts.get(address);
  }

  async #ask(name: string): Promise<void> {
    const [, host = '', port = ''] = /^dns:(.+):(\d+)$/.exec(name) ?? [];
    const { resolve = addressesOf } = this.#options;
    const found = await resolve(host).catch(() => []);
    if (found.length === 0) return;
    const before = this.#addresses.get(name) ?? [];
    // In one order, whatever the answer's: callers choose by it.
    const now = found.map((ip) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)).toSorted();
    for (const address of now) this.#hosts.set(address, host);
    this.#addresses.set(name, now);
    const gone = before.filter((address) => !now.includes(address));
    if (gone.length > 0) setTimeout(() => this.#leave(name, gone), goneMs).unref();
  }

  #leave(name: string, gone: readonly string[]): void {
    for (const address of gone) {
      if (this.#addresses.get(name)?.includes(address)) continue;
      this.#hosts.delete(address);
      this.#options.onGone(address);
    }
  }
}

async function addressesOf(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
