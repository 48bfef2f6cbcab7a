import { fold, wordPlaces, wordsOf } from '@bridges/contracts/search';
import { keptBytes, writeText } from './kept-text.ts';
import { KnownWords } from './known-words.ts';
import { absorbUnit, firstBit, longestShort, mixed, nothing, secondBit, setBit } from './signature.ts';

const [space, underline, comma, tab] = [0x20, 0x5f, 0x2c, 0x09];
const base = 36;
/** So many digits are a small number, with which it is quick to reckon. */
const lowDigits = 5;
const lowPart = base ** lowDigits;
const digits = Buffer.from('0123456789abcdefghijklmnopqrstuvwxyz');

/** Letters of both languages and signs of printed texts. */
const commonUnits = 0x2060;
const isOfWord = 1 << 24;
/** What follows the first sign of a link's beginning: `//`, `www.`, `](`. */
const isOfLink = 1 << 25;
/**
 * What these units are folded into, if that is one unit of which one byte is kept: the unit, the byte above it, and what
 * it is of. 0: a text with it is left to `fold`. Marks, which change what stands before them, are folded into nothing by
 * themselves.
 */
const plainUnits = Int32Array.from({ length: commonUnits }, (_, code) => {
  const sign = String.fromCharCode(code);
  const folded = fold(sign);
  const unit = folded.length === 1 ? folded.charCodeAt(0) : 0;
  const kept = keptBytes[unit] ?? 0;
  if (kept === 0) return 0;
  return (
    unit | (kept << 16) | (wordsOf(folded).length > 0 ? isOfWord : 0) | ('/.('.includes(sign) ? isOfLink : 0)
  );
});
/** What stands before such a sign there. */
const linkBefore = Uint16Array.from({ length: 0x80 }, (_, code) => {
  const start = ['//', 'w.', ']('].find(([, sign]) => sign === String.fromCharCode(code));
  return start?.charCodeAt(0) ?? 0;
});

/**
 * Writes the lines of a block and sets the bits of their words, going over each text twice at most and making nothing
 * on the way: of all that the index costs the sends this was the most.
 */
export class BlockWriter {
  readonly #words = new KnownWords();
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #length = 0;
  /** Where the last head tells what its message has. */
  #hasAt = 0;
  /** The text at hand in UTF-8, and its words folded. */
  #scratch = Buffer.allocUnsafe(4096);
  #units = new Uint16Array(1024);
  #signature: Uint8Array = new Uint8Array();
  /** The block that is being made: its words set their bits once. */
  #block = 0;
  /** Of the word before: what is hashed of what begins with it; and whether there is one, or two. */
  #spaced = 0;
  #before = 0;
  #isShortBefore = false;
  #isShortBeforeThat = false;
  /** What is hashed of the two words before. */
  #pair = 0;

  /** What follows is of another block. */
  begin(signature: Uint8Array): void {
    this.#block++;
    this.#signature = signature;
  }

  /** Three numbers and one more, in this order, as `readLine` has them. */
  head(seq: number, atMs: number, sender: number, has: number): void {
    this.#number(seq);
    this.#byte(comma);
    this.#number(atMs);
    this.#byte(comma);
    this.#number(sender);
    this.#byte(comma);
    this.#hasAt = this.#length;
    this.#number(has);
    this.#byte(tab);
  }

  /** What it has, where the head said nothing yet; one digit. */
  has(has: number): void {
    this.#bytes[this.#hasAt] = digits[has] ?? 0;
  }

  /** A sign of ASCII. */
  sign(sign: string): void {
    this.#byte(sign.charCodeAt(0));
  }

  /**
   * What is searched of a message, or a part of it.
   *
   * @returns whether there may be a link in it
   */
  text(text: string): boolean {
    if (this.#scratch.length < text.length * 3) this.#scratch = Buffer.allocUnsafe(text.length * 6);
    return this.utf8(this.#scratch, 0, this.#scratch.write(text));
  }

  /** The same of what is UTF-8 already. */
  utf8(bytes: Buffer, from: number, to: number): boolean {
    this.#before = 0;
    const found = this.#plain(bytes, from, to);
    if (found !== undefined) return found;
    this.#before = 0;
    this.#any(bytes.toString('utf8', from, to));
    return true;
  }

  /** All that was written; it begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  /** What is folded unit by unit is written and its words are set on the way; undefined: that is not all. */
  #plain(bytes: Buffer, from: number, to: number): boolean | undefined {
    this.#reserve(to - from);
    if (to - from > this.#units.length) this.#units = new Uint16Array((to - from) * 2);
    const [units, written] = [this.#units, this.#bytes];
    let length = this.#length;
    // One by one: a list of them is made each time.
    let count = 0;
    let start = -1;
    let state = nothing;
    let pair = nothing;
    let before = 0;
    let mayHoldLink = false;
    for (let at = from; at < to;) {
      let code = bytes[at++] ?? 0;
      if (code >= 0x80) {
        if (code >= 0xf0) return undefined;
        const next = (bytes[at++] ?? 0) & 0x3f;
        if (code < 0xe0) code = ((code & 0x1f) << 6) | next;
        else code = ((code & 0x0f) << 12) | (next << 6) | ((bytes[at++] ?? 0) & 0x3f);
        if (code >= commonUnits) return undefined;
      }
      const known = plainUnits[code] ?? 0;
      if (known === 0) return undefined;
      const unit = known & 0xffff;
      // Of which one byte is written.
      written[length++] = known >> 16;
      if ((known & isOfWord) !== 0) {
        if (start < 0) {
          start = count;
          state = nothing;
          pair = this.#spaced;
        }
        units[count++] = unit;
        state = absorbUnit(state, unit);
        pair = absorbUnit(pair, unit);
      } else {
        if (start >= 0) this.#word(start, count, state, pair);
        start = -1;
        if ((known & isOfLink) !== 0 && linkBefore[unit] === before) mayHoldLink = true;
      }
      before = unit;
    }
    if (start >= 0) this.#word(start, count, state, pair);
    this.#length = length;
    return mayHoldLink;
  }

  #any(text: string): void {
    const folded = fold(text);
    const kept = writeText(folded);
    this.#reserve(kept.length * 3);
    this.#length += this.#bytes.write(kept, this.#length, 'utf8');
    if (folded.length > this.#units.length) this.#units = new Uint16Array(folded.length * 2);
    for (let at = 0; at < folded.length; at++) this.#units[at] = folded.charCodeAt(at);
    for (const { text, start } of wordPlaces(folded)) {
      const end = start + text.length;
      let [state, pair] = [nothing, this.#spaced];
      for (let at = start; at < end; at++) {
        const unit = this.#units[at] ?? 0;
        state = absorbUnit(state, unit);
        pair = absorbUnit(pair, unit);
      }
      this.#word(start, end, state, pair);
    }
  }

  /**
   * Sets what a word sets by itself and, as `rowBits` tells, together with those before it.
   *
   * @param state what FNV-1a makes of its units
   * @param pair the same, going on from the word before and a space
   */
  #word(start: number, end: number, state: number, pair: number): void {
    const [units, signature] = [this.#units, this.#signature];
    this.#words.set(signature, this.#block, units, start, end, state);
    if (this.#before > 0) {
      setBit(signature, firstBit(mixed(pair)));
      if (this.#isShortBefore) {
        const first = units[start] ?? 0;
        setBit(signature, firstBit(mixed(absorbUnit(absorbUnit(this.#spaced, first), underline))));
        if (this.#before > 1 && this.#isShortBeforeThat) {
          const three = mixed(absorbUnit(absorbUnit(absorbUnit(this.#pair, space), first), underline));
          setBit(signature, firstBit(three));
          setBit(signature, secondBit(three));
        }
      }
    }
    this.#isShortBeforeThat = this.#isShortBefore;
    this.#isShortBefore = end - start <= longestShort;
    this.#pair = pair;
    this.#spaced = absorbUnit(state, space);
    this.#before++;
  }

  /** In base 36. */
  #number(value: number): void {
    const high = Math.floor(value / lowPart);
    if (high > 0) this.#number(high);
    let rest = value - high * lowPart;
    let count = 1;
    if (high > 0) count = lowDigits;
    else for (let left = rest; left >= base; left = (left / base) | 0) count++;
    this.#reserve(count);
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const next = (rest / base) | 0;
      this.#bytes[at] = digits[rest - next * base] ?? 0;
      rest = next;
    }
    this.#length += count;
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#length + more) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
