/** The text of a block as it was at one version of its row. */
export interface KeptText {
  version: string;
  lines: string;
  /** Undefined: not asked for yet. */
  senders: readonly string[] | undefined;
}

/** What an entry and the id of a sender take besides, in characters. */
const entrySize = 200;
const senderSize = 60;

const sizeOf = ({ lines, senders = [] }: KeptText) => entrySize + lines.length + senders.length * senderSize;

/**
 * The texts of blocks that were read last: who types a query asks again at each pause, mostly for the same blocks. It is
 * right because nothing is taken from it that is not of the version that the pass over the signatures has just seen.
 * When the newer half is full it becomes the older one, whose texts go unless they are used again.
 */
export class SearchTextCache {
  readonly #mostInHalf: number;
  #newer = new Map<string, KeptText>();
  #older = new Map<string, KeptText>();
  #newerSize = 0;

  /** @param most characters: of nearly all texts as many bytes */
  constructor(most: number) {
    this.#mostInHalf = most / 2;
  }

  get(key: string, version: string): KeptText | undefined {
    const recent = this.#newer.get(key);
    if (recent) return recent.version === version ? recent : undefined;
    const text = this.#older.get(key);
    if (text?.version !== version) return undefined;
    this.set(key, text);
    return text;
  }

  set(key: string, text: KeptText): void {
    const before = this.#newer.get(key);
    const size = this.#newerSize + sizeOf(text) - (before ? sizeOf(before) : 0);
    this.#older.delete(key);
    if (size <= this.#mostInHalf) {
      this.#newer.set(key, text);
      this.#newerSize = size;
      return;
    }
    this.#newer.delete(key);
    this.#older = this.#newer;
    const isKept = sizeOf(text) <= this.#mostInHalf;
    this.#newer = new Map(isKept ? [[key, text]] : []);
    this.#newerSize = isKept ? sizeOf(text) : 0;
  }
}
