const letters = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
/** No folded text holds capitals or control characters. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\u0001\u0002\u0003\u0004\u0005\u0006';

const first = letters.charCodeAt(0);

/** What stands for each code unit up to the last of the letters. */
const written: readonly string[] = Array.from(
  { length: first + letters.length },
  (_, code) => signs[code - first] ?? String.fromCharCode(code),
);
const read: ReadonlyMap<number, string> = new Map(
  [...signs].map((sign, at) => [sign.charCodeAt(0), letters[at] ?? '']),
);

const byteOf = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));

/**
 * A folded text as blocks keep it: a sign of one byte for each Russian letter. So it is half as long in the database and
 * on the way, is no work to decode, and is a string of one byte a letter in memory.
 */
export function writeText(folded: string): string {
  let kept = '';
  for (let at = 0; at < folded.length; at++) kept += written[folded.charCodeAt(at)] ?? folded.charAt(at);
  return kept;
}

/** The folded text again. */
export function readText(kept: string): string {
  let folded = '';
  for (let at = 0; at < kept.length; at++) folded += read.get(kept.charCodeAt(at)) ?? kept.charAt(at);
  return folded;
}

/** Kept texts one after the other, as the bytes that the database has of them. */
export class KeptBytes {
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #length = 0;

  /** What is written as it is: letters, digits and signs of ASCII. */
  plain(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** A folded text. */
  text(folded: string): void {
    this.#reserve(folded.length * 3);
    const bytes = this.#bytes;
    let length = this.#length;
    for (let at = 0; at < folded.length; at++) {
      const code = folded.charCodeAt(at);
      const byte = code < 0x80 ? code : byteOf[code - first];
      if (byte === undefined) {
        length += bytes.write(writeText(folded.slice(at)), length, 'utf8');
        break;
      }
      bytes[length++] = byte;
    }
    this.#length = length;
  }

  /** All of it; it begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#length + more) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
