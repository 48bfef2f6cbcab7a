import type { Connection } from './connection.ts';

/** The sockets of a heartbeat are spread over this many parts. */
const slotCount = 25;

/** All sockets of this process, in slots that take turns: one timer serves all of them. */
export class Registry {
  readonly #slots: Set<Connection>[] = Array.from({ length: slotCount }, () => new Set());
  #lastFilled = 0;
  #lastServed = 0;

  add(connection: Connection): void {
    connection.slot = this.#lastFilled = (this.#lastFilled + 1) % slotCount;
    this.#slots[connection.slot]?.add(connection);
  }

  remove(connection: Connection): void {
    this.#slots[connection.slot]?.delete(connection);
  }

  get size(): number {
    return this.#slots.reduce((sum, slot) => sum + slot.size, 0);
  }

  /** Every socket, once. */
  *all(): Generator<Connection> {
    for (const slot of this.#slots) yield* slot;
  }

  /** The sockets whose turn it is; each has one per `slotCount` calls. */
  takeTurn(): Connection[] {
    this.#lastServed = (this.#lastServed + 1) % slotCount;
    return [...(this.#slots[this.#lastServed] ?? [])];
  }

  /** How often to take a turn, so that each socket has one per `periodMs`. */
  static turnMs(periodMs: number): number {
    return Math.max(1, Math.floor(periodMs / slotCount));
  }
}
