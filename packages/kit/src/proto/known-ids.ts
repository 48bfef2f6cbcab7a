/** Digits and hyphens of a UUID, as numbers of four bytes. */
const idWords = 9;
const idLength = idWords * 4;
/** Of two ids that want the same slot the last one has it. */
const slotCount = 4096;

/** Ids by their bytes: the same ones come again and again, and a string is sooner found than made. */
export class KnownIds {
  readonly #ids = Array.from({ length: slotCount }, () => '');
  /** What is no text at first. */
  readonly #words = new Int32Array(slotCount * idWords).fill(-1);

  /** @param bytes in UTF-8, of which `start` to `end` are the id */
  at(bytes: DataView, start: number, end: number): string {
    if (end - start !== idLength) return textOf(bytes, start, end);
    // Of those that are made of a time only the end differs.
    const last = bytes.getInt32(end - 4) ^ Math.imul(bytes.getInt32(end - 8), 0x01000193);
    const hash = Math.imul(last ^ (last >>> 15), 0x85ebca6b);
    const slot = (hash ^ (hash >>> 13)) & (slotCount - 1);
    for (let word = 0; word < idWords; word++) {
      if (this.#words[slot * idWords + word] !== bytes.getInt32(start + word * 4))
        return this.#add(slot, bytes, start);
    }
    return this.#ids[slot] ?? '';
  }

  #add(slot: number, bytes: DataView, start: number): string {
    const id = textOf(bytes, start, start + idLength);
    this.#ids[slot] = id;
    for (let word = 0; word < idWords; word++)
      this.#words[slot * idWords + word] = bytes.getInt32(start + word * 4);
    return id;
  }
}

const textOf = ({ buffer, byteOffset }: DataView, start: number, end: number): string =>
  Buffer.from(buffer, byteOffset + start, end - start).toString();
