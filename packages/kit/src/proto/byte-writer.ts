/** One growing buffer that messages are written into, one after the other: nothing of it is kept. */
export class ByteWriter {
  at = 0;
  buffer: Buffer = Buffer.allocUnsafeSlow(64 * 1024);

  /** What was written since `from`, in memory of its own. */
  copy(from: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(this.at - from);
    this.buffer.copy(bytes, 0, from, this.at);
    return bytes;
  }

  reserve(length: number): void {
    if (this.at + length <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + length));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }

  /** @throws RangeError for what is no unsigned number of 32 bits */
  uint32(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
      throw new RangeError(`no uint32: ${value}`);
    this.reserve(5);
    this.#varint(value);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = rest >>> 7) this.buffer[this.at++] = (rest & 0x7f) | 0x80;
    this.buffer[this.at++] = rest;
  }

  double(value: number): void {
    this.reserve(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
  }

  /** With its length before it. */
  string(value: string): void {
    // Three bytes for each UTF-16 unit are the most that UTF-8 takes.
    this.reserve(value.length * 3 + 5);
    // Room for the length of what is all ASCII; what is longer is moved.
    const start = this.at + lengthOfLength(value.length);
    this.#prefix(start, this.buffer.write(value, start, 'utf8'));
  }

  bytes(value: Uint8Array): void {
    this.uint32(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  /** What `write` writes, with its length before it; `guess` of that length spares moving it. */
  delimited(guess: number, write: () => void): number {
    this.reserve(5);
    const before = this.at;
    const start = before + lengthOfLength(guess);
    this.at = start;
    write();
    const length = this.at - start;
    this.at = before;
    this.reserve(length + 10);
    this.#prefix(start, length);
    return length;
  }

  /** Puts the length of what stands at `start` before it, and goes to its end. */
  #prefix(start: number, length: number): void {
    const reserved = start - this.at;
    const needed = lengthOfLength(length);
    if (needed !== reserved) this.buffer.copy(this.buffer, this.at + needed, start, start + length);
    this.uint32(length);
    this.at += length;
  }
}

const lengthOfLength = (length: number): number =>
  length < 0x80 ? 1 : length < 0x4000 ? 2 : length < 0x20_0000 ? 3 : length < 0x1000_0000 ? 4 : 5;
