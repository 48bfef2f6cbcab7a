import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { until } from './until.ts';

type Json = Record<string, unknown>;

/** A socket without any library of ours: keeps what it was told, in order. */
export class RawSocket implements Disposable {
  readonly socket: WebSocket;
  readonly frames: Json[] = [];
  closed: { code: number; atMs: number } | undefined;
  #lastId = 0;

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), options);
    this.socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString()) as Json));
    this.socket.on('close', (code) => (this.closed = { code, atMs: Date.now() }));
    this.socket.on('error', () => {});
  }

  /** `/ws` as this user, after `hello`. */
  static async open(user: { url: string; access: string }): Promise<RawSocket> {
    const socket = new RawSocket(`${user.url}/ws`, { headers: { authorization: `Bearer ${user.access}` } });
    await socket.next(({ ev }) => ev === 'hello');
    return socket;
  }

  async opened(): Promise<this> {
    await until(() => this.socket.readyState === WebSocket.OPEN, 'an open socket');
    return this;
  }

  send(frame: Json | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** A command of the full protocol and its reply. */
  async ask(command: Json): Promise<Json> {
    const id = ++this.#lastId;
    this.send({ id, ...command });
    return this.next(({ re }) => re === id);
  }

  /** The first frame that fits, of those there are and those to come. */
  async next(fits: (frame: Json) => boolean): Promise<Json> {
    const found = () => this.frames.find(fits);
    await until(
      () => found() !== undefined || this.closed !== undefined,
      'a frame',
      () => JSON.stringify(this.frames.slice(-3)),
    );
    const frame = found();
    if (!frame) throw new Error(`closed with ${this.closed?.code} instead: ${JSON.stringify(this.frames)}`);
    return frame;
  }

  /** The code it is closed with. */
  async end(): Promise<number> {
    await until(
      () => this.closed !== undefined,
      'a close',
      () => JSON.stringify(this.frames.slice(-3)),
    );
    return this.closed?.code ?? 0;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
