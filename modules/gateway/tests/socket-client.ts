import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';

type Json = Record<string, unknown>;

/** How long a test waits for something that must come; long, because a busy machine is no reason to fail. */
const patienceMs = 40_000;

/** A socket as any client would hold it: keeps all it was told, in order. */
export class SocketClient {
  readonly socket: WebSocket;
  readonly frames: Json[] = [];
  /** Set when it is closed. */
  closed: { code: number; reason: string } | undefined;
  /** Set when there was no upgrade. */
  status: number | undefined;
  #lastId = 0;
  readonly #watchers = new Set<() => void>();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), { perMessageDeflate: false, ...options });
    this.socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)));
      this.#changed();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#changed();
    });
    this.socket.on('unexpected-response', (_request, response) => {
      this.status = response.statusCode;
      this.#changed();
    });
    this.socket.on('open', () => this.#changed());
    this.socket.on('error', () => {});
  }

  /** Sends a command, with the next id unless it has one; resolves with its reply. */
  async ask(
    command: Json,
  ): Promise<{ re: number; ok?: Json; error?: { code: string; isRetryable: boolean } & Json }> {
    const id = (command['id'] as number | undefined) ?? ++this.#lastId;
    this.send({ id, ...command });
    return (await this.next((frame) => frame['re'] === id)) as { re: number };
  }

  /** Sends JSON, or a string as it is. */
  send(frame: Json | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  events(name: string): Json[] {
    return this.frames.filter(({ ev }) => ev === name);
  }

  /** The first frame that fits, now or later. */
  async next(fits: (frame: Json) => boolean): Promise<Json> {
    await this.until(() => this.frames.some(fits), 'a frame');
    return this.frames.find(fits) ?? {};
  }

  event(name: string): Promise<Json> {
    return this.next(({ ev }) => ev === name);
  }

  async open(): Promise<this> {
    await this.until(() => this.socket.readyState === WebSocket.OPEN, 'opening');
    return this;
  }

  async hello(): Promise<this> {
    await this.event('hello');
    return this;
  }

  async end(): Promise<{ code: number; reason: string }> {
    await this.until(() => this.closed !== undefined, 'a close');
    return this.closed ?? { code: 0, reason: '' };
  }

  /** Waits for a condition on what it was told; a closed socket is told nothing more. */
  until(isTrue: () => boolean, what = 'a condition'): Promise<void> {
    return new Promise((resolve, reject) => {
      const seen = () =>
        `${JSON.stringify(this.frames.slice(-5))} closed ${JSON.stringify(this.closed)} status ${this.status}`;
      const giveUp = () => {
        this.#watchers.delete(watch);
        reject(new Error(`waited for ${what}; last seen: ${seen()}`));
      };
      const watch = () => {
        const holds = isTrue();
        if (!holds && !this.closed) return;
        clearTimeout(timer);
        if (!holds) return giveUp();
        this.#watchers.delete(watch);
        resolve();
      };
      const timer = setTimeout(giveUp, patienceMs);
      this.#watchers.add(watch);
      watch();
    });
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }

  #changed(): void {
    for (const watch of this.#watchers) watch();
  }
}

/** Opens `/ws` with a bearer token and waits for `hello`. */
export function openSocket(
  user: { url: string; access: string },
  options: ClientOptions = {},
): Promise<SocketClient> {
  const headers = { authorization: `Bearer ${user.access}`, ...options.headers };
  return new SocketClient(`${user.url}/ws`, { ...options, headers }).hello();
}
