/**
 * Runs tasks of one key one after another, in the order of their call; keys do not wait for each other.
 * Holds nothing for keys without work. Within this process only: what must be exact between processes needs
 * a row lock.
 *
 * @example const queue = new KeyedQueue(); await queue.run(chatId, () => deliver(chatId));
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Settles as `task` does; a failed task does not hold up the next one. */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const result = (this.#tails.get(key) ?? Promise.resolve()).then(task);
    const tail = result
      .catch(() => {})
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return result;
  }

  /** Resolves when everything asked for so far has settled. */
  async idle(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
