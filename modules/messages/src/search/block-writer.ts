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
/**
 * What these units are folded into, if that is one unit of which one byte is kept; 0, or none: a text with it is left
 * to `fold`. Marks, which change what stands before them, are folded into nothing by themselves.
 */
const plainUnits = Uint16Array.from({ length: commonUnits }, (_, code) => {
  const folded = fold(String.fromCharCode(code));
  const unit = folded.length === 1 ? folded.charCodeAt(0) : 0;
  return keptBytes[unit] ? unit : 0;
});
/** Of these, which are of words: 1. */
const wordUnits = Uint8Array.from(keptBytes, (_, unit) => wordsOf(String.fromCharCode(unit)).length);

/**
 * Writes the lines of a block and sets the bits of their words, going over each text twice at most and making nothing
 * on the way: of all that the index costs the sends this was the most.
 */
export class BlockWriter {
  readonly #words = new KnownWords();
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #length = 0;
  /** Of the text at hand, folded. */
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
    this.#number(has);
    this.#byte(tab);
  }

  /** A sign of ASCII. */
  sign(sign: string): void {
    this.#byte(sign.charCodeAt(0));
  }

  /** What is searched of a message, or a part of it. */
  text(text: string): void {
    this.#before = 0;
    if (this.#foldPlain(text)) this.#plainWords(text.length);
    else this.#foldAny(fold(text));
  }

  /** All that was written; it begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  /** Folds and writes what is folded unit by unit; false: that is not all. */
  #foldPlain(text: string): boolean {
    this.#reserve(text.length);
    if (text.length > this.#units.length) this.#units = new Uint16Array(text.length * 2);
    const [units, bytes, start] = [this.#units, this.#bytes, this.#length];
    for (let at = 0; at < text.length; at++) {
      const unit = plainUnits[text.charCodeAt(at)] ?? 0;
      if (unit === 0) return false;
      units[at] = unit;
      bytes[start + at] = keptBytes[unit] ?? 0;
    }
    this.#length = start + text.length;
    return true;
  }

  #plainWords(length: number): void {
    const units = this.#units;
    let start = -1;
    for (let at = 0; at < length; at++) {
      if (wordUnits[units[at] ?? 0] === 1) {
        if (start < 0) start = at;
      } else if (start >= 0) {
        this.#word(start, at);
        start = -1;
      }
    }
    if (start >= 0) this.#word(start, length);
  }

  #foldAny(folded: string): void {
    const kept = writeText(folded);
    this.#reserve(kept.length * 3);
    this.#length += this.#bytes.write(kept, this.#length, 'utf8');
    if (folded.length > this.#units.length) this.#units = new Uint16Array(folded.length * 2);
    for (let at = 0; at < folded.length; at++) this.#units[at] = folded.charCodeAt(at);
    for (const { text, start } of wordPlaces(folded)) this.#word(start, start + text.length);
  }

  /** Sets what a word sets by itself and, as `rowBits` tells, together with those before it. */
  #word(start: number, end: number): void {
    const [units, signature] = [this.#units, this.#signature];
    let state = nothing;
    let pair = this.#spaced;
    for (let at = start; at < end; at++) {
      const unit = units[at] ?? 0;
      state = absorbUnit(state, unit);
      pair = absorbUnit(pair, unit);
    }
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
    else for (let left = rest; left >= base; left = Math.trunc(left / base)) count++;
    this.#reserve(count);
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const next = Math.trunc(rest / base);
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
