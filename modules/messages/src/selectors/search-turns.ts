import { setImmediate as nextTurn } from 'node:timers/promises';
import { errors } from '../errors.ts';

/** Each holds a connection to the database, and its work stands between others' requests. */
const mostAtOnce = 4;
/** Who would wait for as long as so many searches may take is told so. */
const longestWait = 5;

interface Waiting {
  begin: () => void;
  timer: NodeJS.Timeout;
}

/**
 * Whose search is when: one of a user at a time, a few of all users, who have it by turns. So nobody holds up others
 * by asking much, be it one after the other or all at once.
 */
export class SearchTurns {
  /** In the order in which they have their turns; who is not there asks for nothing. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #busy = new Set<string>();
  readonly #longestWaitMs: number;
  #turn: Promise<void> = Promise.resolve();

  /** @param searchMs what one may take */
  constructor(searchMs: number) {
    this.#longestWaitMs = longestWait * searchMs;
  }

  /** @throws AppError messages.search_too_slow if its turn does not come */
  async run<Answer>(userId: string, search: () => Promise<Answer>): Promise<Answer> {
    if (this.#busy.has(userId) || this.#busy.size >= mostAtOnce) await this.#wait(userId);
    else this.#busy.add(userId);
    try {
      return await search();
    } finally {
      this.#busy.delete(userId);
      this.#beginNext();
    }
  }

  /** Lets other requests be served; those of all searches together wait for one step of one search, not of each. */
  readonly give = (): Promise<void> => (this.#turn = this.#turn.then(() => nextTurn()));

  #wait(userId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = this.#waiting.get(userId) ?? [];
      const waiting: Waiting = {
        begin: resolve,
        timer: setTimeout(() => {
          own.splice(own.indexOf(waiting), 1);
          if (own.length === 0) this.#waiting.delete(userId);
          reject(errors.search_too_slow());
        }, this.#longestWaitMs).unref(),
      };
      own.push(waiting);
      this.#waiting.set(userId, own);
    });
  }

  #beginNext(): void {
    if (this.#busy.size >= mostAtOnce) return;
    for (const [userId, own] of this.#waiting) {
      if (this.#busy.has(userId)) continue;
      const next = own.shift();
      // Behind all others, if there is more.
      this.#waiting.delete(userId);
      if (own.length > 0) this.#waiting.set(userId, own);
      if (!next) continue;
      clearTimeout(next.timer);
      this.#busy.add(userId);
      next.begin();
      return;
    }
  }
}
