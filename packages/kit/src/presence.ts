/** Which users have an open socket anywhere. Best effort (G9): entries of a dead process expire. */
export interface Presence {
  /** One more socket of this user; resolves to true when it is her first. */
  enter(userId: string): Promise<boolean>;
  /** One socket less; resolves to true when it was her last. */
  leave(userId: string): Promise<boolean>;
  /** Those of these users who are online. */
  online(userIds: readonly string[]): Promise<string[]>;
  /** How many users are online; undefined while nobody knows. */
  count(): Promise<number | undefined>;
}

/** The one-process implementation. */
export class MemoryPresence implements Presence {
  readonly #sockets = new Map<string, number>();

  async enter(userId: string): Promise<boolean> {
    const count = this.#sockets.get(userId) ?? 0;
    this.#sockets.set(userId, count + 1);
    return count === 0;
  }

  async leave(userId: string): Promise<boolean> {
    const count = this.#sockets.get(userId) ?? 0;
    if (count > 1) this.#sockets.set(userId, count - 1);
    else this.#sockets.delete(userId);
    return count === 1;
  }

  async online(userIds: readonly string[]): Promise<string[]> {
    return userIds.filter((id) => this.#sockets.has(id));
  }
  async count(): Promise<number> {
    return this.#sockets.size;
  }
}
