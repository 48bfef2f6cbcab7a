import { mixed, setBit, wordBits } from './signature.ts';

/** Words that people use again and again: their bits are not worked out anew. */
const mostWords = 20_000;
/** Of all of them together: nobody fills the memory with words of a message's length. */
const mostUnits = 400_000;
/** Twice as many and more, so that most words are found at the first look. */
const slotCount = 65_536;

/**
 * The bits of words by their units of UTF-16: a table with open addressing, because to make a string of each word only
 * to look for it takes longer than all else that is done with it.
 */
export class KnownWords {
  /** The number of a word, and 1; 0: free. */
  readonly #slots = new Int32Array(slotCount);
  #count = 0;
  /** The units of all words, and where those of each begin; the same of their bits. */
  #units = new Uint16Array(mostWords);
  readonly #unitStarts = new Int32Array(mostWords + 1);
  #bits = new Uint16Array(mostWords);
  readonly #bitStarts = new Int32Array(mostWords + 1);
  /** The block in which it did so last. */
  readonly #setIn = new Int32Array(mostWords);

  /**
   * Sets the bits of a word, once in each block.
   *
   * @param state what FNV-1a makes of its units
   */
  set(
    signature: Uint8Array,
    block: number,
    units: Uint16Array,
    start: number,
    end: number,
    state: number,
  ): void {
    const word = this.#find(units, start, end, state);
    if (this.#setIn[word] === block) return;
    this.#setIn[word] = block;
    const [bits, last] = [this.#bits, this.#bitStarts[word + 1] ?? 0];
    for (let at = this.#bitStarts[word] ?? 0; at < last; at++) setBit(signature, bits[at] ?? 0);
  }

  #find(units: Uint16Array, start: number, end: number, state: number): number {
    let slot = mixed(state) & (slotCount - 1);
    for (;;) {
      const word = (this.#slots[slot] ?? 0) - 1;
      if (word < 0) break;
      if (this.#is(word, units, start, end)) return word;
      slot = (slot + 1) & (slotCount - 1);
    }
    const known = this.#unitStarts[this.#count] ?? 0;
    if (this.#count === mostWords || (this.#count > 0 && known + end - start > mostUnits)) {
      this.#slots.fill(0);
      this.#count = 0;
      slot = mixed(state) & (slotCount - 1);
    }
    return this.#add(slot, units.subarray(start, end));
  }

  #is(word: number, units: Uint16Array, start: number, end: number): boolean {
    const first = this.#unitStarts[word] ?? 0;
    if ((this.#unitStarts[word + 1] ?? 0) - first !== end - start) return false;
    const known = this.#units;
    for (let at = start, own = first; at < end; at++, own++) if (units[at] !== known[own]) return false;
    return true;
  }

  #add(slot: number, units: Uint16Array): number {
    const word = this.#count++;
    const bits = wordBits(String.fromCharCode(...units));
    const [unitStart, bitStart] = [this.#unitStarts[word] ?? 0, this.#bitStarts[word] ?? 0];
    this.#units = withRoom(this.#units, unitStart + units.length);
    this.#bits = withRoom(this.#bits, bitStart + bits.length);
    this.#units.set(units, unitStart);
    this.#bits.set(bits, bitStart);
    this.#unitStarts[word + 1] = unitStart + units.length;
    this.#bitStarts[word + 1] = bitStart + bits.length;
    this.#setIn[word] = 0;
    this.#slots[slot] = word + 1;
    return word;
  }
}

function withRoom(array: Uint16Array, length: number): Uint16Array<ArrayBuffer> {
  if (length <= array.length) return array as Uint16Array<ArrayBuffer>;
  const larger = new Uint16Array(length * 2);
  larger.set(array);
  return larger;
}
