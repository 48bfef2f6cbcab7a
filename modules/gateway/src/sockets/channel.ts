import type { Unsubscribe } from '@bridges/kit';
import type { Connection } from './connection.ts';

const settled = Promise.resolve();

/** A channel of the live bus that somebody here listens to, and who. */
export class Channel {
  /** `chat:<id>`, `user:<id>` or `watch:<user id>`. */
  readonly name: string;
  /** Arrays, because a broadcast walks them far more often than anyone leaves. */
  readonly connections: Connection[] = [];
  readonly rooms: Connection[] = [];
  /** Chats: the newest seq the listeners were told of. */
  knownSeq = 0;
  /** Chats: something was posted since the last look at the heads. */
  isActive = false;
  /** Settles when payloads published from then on arrive. */
  ready: Promise<void> = settled;
  /** The bus refused the subscription; try again. */
  isDeaf = false;
  stop: Unsubscribe | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /** The part of the name after the colon. */
  get id(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }

  get isEmpty(): boolean {
    return this.connections.length === 0 && this.rooms.length === 0;
  }

  add(connection: Connection): void {
    this.#list(connection).push(connection);
  }

  remove(connection: Connection): void {
    removeFrom(this.#list(connection), connection);
  }

  /** The bus subscription stands. */
  settle(stop: Unsubscribe): void {
    this.stop = stop;
    this.isDeaf = false;
    this.ready = settled;
  }

  #list(connection: Connection): Connection[] {
    return connection.isRoom ? this.rooms : this.connections;
  }
}

/** Takes an item out of an unordered list. */
export function removeFrom<Item>(list: Item[], item: Item): void {
  const at = list.indexOf(item);
  if (at === -1) return;
  const last = list.pop();
  if (at < list.length && last !== undefined) list[at] = last;
}
