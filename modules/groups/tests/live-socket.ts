import type { SocketEvent } from '@bridges/contracts';
import type { TestUser } from '@bridges/dev-env';

const patienceMs = 40_000;

/** A socket at `/ws` that only listens, and remembers what it heard and when. */
export class LiveSocket {
  readonly events: SocketEvent[] = [];
  /** By `Date.now()`, of each event. */
  readonly #times = new Map<SocketEvent, number>();
  readonly #socket: WebSocket;
  readonly #watchers = new Set<() => void>();
  #lastId = 0;
  readonly #answered = new Set<number>();

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as SocketEvent | { re: number };
      if ('re' in frame) this.#answered.add(frame.re);
      else {
        this.events.push(frame);
        this.#times.set(frame, Date.now());
      }
      for (const watch of this.#watchers) watch();
    });
  }

  static async open(user: TestUser): Promise<LiveSocket> {
    const { body } = await user.ask<{ ticket: string }>('POST', '/api/socket-tickets');
    const socket = new LiveSocket(`${user.url.replace(/^http/, 'ws')}/ws?ticket=${body.ticket}`);
    await socket.next((event) => event.ev === 'hello');
    // Chats are joined before the first command is answered.
    await socket.ping();
    return socket;
  }

  /** Whatever was sent before has been heard when it resolves. */
  async ping(): Promise<void> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, do: 'ping' }));
    await this.#until(() => this.#answered.has(id));
  }

  /** When the first event that fits was heard, by `Date.now()`. */
  heardAt(fits: (event: SocketEvent) => boolean): number {
    const first = this.events.find(fits);
    return (first && this.#times.get(first)) ?? Number.POSITIVE_INFINITY;
  }

  /** The first event that fits, now or later. */
  async next(fits: (event: SocketEvent) => boolean): Promise<SocketEvent> {
    await this.#until(() => this.events.some(fits));
    return this.events.find(fits) as SocketEvent;
  }

  /** What it heard of a chat. */
  of(chatId: string): SocketEvent[] {
    return this.events.filter(
      // The inbox is not of the chat: it may speak of it before and after, when its event has arrived there.
      (event) => !event.ev.startsWith('notification') && JSON.stringify(event).includes(chatId),
    );
  }

  forget(): void {
    this.events.length = 0;
  }

  #until(isDone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        if (!isDone()) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error(`waited in vain; last heard: ${JSON.stringify(this.events.slice(-3))}`));
      }, patienceMs);
      this.#watchers.add(watch);
      watch();
    });
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
