import { KnownIds } from './known-ids.ts';

const ids = new KnownIds();

/** Thrown where the bytes are not what is known here; the library is asked then. */
export const unreadable = new Error('not readable here');

/** Reads what messages are made of, and never beyond the end. */
export class ByteReader {
  at = 0;
  readonly end: number;
  readonly buffer: Buffer;
  readonly #bytes: Uint8Array;
  #view: DataView | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.buffer = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
  }

  /** A number of at most 32 bits. @throws unreadable */
  uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.buffer[this.at++];
      if (byte === undefined) throw unreadable;
      if (shift === 28 && byte > 0x0f) throw unreadable;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw unreadable;
  }

  /** Reads a length; where what has it ends. @throws unreadable */
  delimited(): number {
    const length = this.uint32();
    const end = this.at + length;
    if (end > this.end) throw unreadable;
    return end;
  }

  string(): string {
    const end = this.delimited();
    const text = this.buffer.toString('utf8', this.at, end);
    this.at = end;
    return text;
  }

  /** The same of what is most likely an id that was read before. */
  id(): string {
    const end = this.delimited();
    // To ask it for its memory is slow.
    this.#view ??= viewOf(this.#bytes);
    const text = ids.at(this.#view, this.at, end);
    this.at = end;
    return text;
  }

  /** A part of the same memory, as the library gives it. */
  bytes(): Uint8Array {
    const end = this.delimited();
    const part = this.#bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  double(): number {
    if (this.at + 8 > this.end) throw unreadable;
    const value = this.buffer.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  /** Passes over a field whose tag was read. @throws unreadable */
  skip(tag: number): void {
    const wireType = tag & 7;
    if (wireType === 2) this.at = this.delimited();
    else if (wireType === 1) this.at += 8;
    else if (wireType === 5) this.at += 4;
    else if (wireType === 0) {
      while ((this.buffer[this.at++] ?? 0) >= 0x80);
    } else throw unreadable;
    if (this.at > this.end) throw unreadable;
  }
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array) => new DataView(buffer, byteOffset, length);
