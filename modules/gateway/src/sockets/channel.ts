import type { Unsubscribe } from '@bridges/kit';
import type { Connection } from './connection.ts';

const settled = Promise.resolve();
const nobody: readonly Connection[] = [];

/** A channel of the live bus that somebody here listens to, and who. */
export class Channel {
  /** `chat:<id>`, `user:<id>`, `watch:<user id>` or `profile:<user id>`. */
  readonly name: string;
  /** Arrays, because a broadcast walks them far more often than anyone leaves. */
  connections: readonly Connection[] = nobody;
  rooms: readonly Connection[] = nobody;
  /** Chats: the newest seq the listeners were told of. */
  knownSeq = 0;
  /** Chats: something was posted since the last look at the heads. */
  isActive = false;
  /** Chats: nobody is told who types, because one of the two has blocked the other. */
  isSilent = false;
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
    if (connection.isRoom) this.rooms = withItem(this.rooms, connection);
    else this.connections = withItem(this.connections, connection);
  }

  remove(connection: Connection): void {
    if (connection.isRoom) this.rooms = withoutItem(this.rooms, connection);
    else this.connections = withoutItem(this.connections, connection);
  }

  /** The bus subscription stands. */
  settle(stop: Unsubscribe): void {
    this.stop = stop;
    this.isDeaf = false;
    this.ready = settled;
  }
}

/**
 * An unordered list with one item more. Most lists have one item or none, and stay exactly that large: an
 * array that was pushed to has room for 17.
 */
export function withItem<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item];
  (list as Item[]).push(item);
  return list;
}

/** The list without an item, in another order. */
export function withoutItem<Item>(list: readonly Item[], item: Item): readonly Item[] {
  const at = list.indexOf(item);
  if (at === -1) return list;
  const writable = list as Item[];
  const last = writable.pop();
  if (at < writable.length && last !== undefined) writable[at] = last;
  return list;
}
