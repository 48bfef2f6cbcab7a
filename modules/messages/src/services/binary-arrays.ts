// Parameters of the send path, as PostgreSQL keeps them: parsing arrays of text was a sixth of what a stored message
// cost it. An array is: dimensions (one), whether it holds nulls, type, length, first index; each item with its length.

const headerBytes = 20;
const types = { bigint: 20, text: 25, uuid: 2950 };

function begin(type: number, count: number, bytes: number, hasNull = false): Buffer {
  const array = Buffer.allocUnsafe(headerBytes + count * 4 + bytes);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(hasNull ? 1 : 0, 4);
  array.writeInt32BE(type, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16);
  return array;
}

/** Value of a hexadecimal digit by its character; 255: it is none. */
const digits = new Uint8Array(128).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Where the bytes of a UUID begin in its text. */
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** @throws TypeError when one of them is no UUID, as PostgreSQL would */
export function uuidArray(values: readonly (string | null)[]): Buffer {
  const nulls = values.reduce((count, value) => (value === null ? count + 1 : count), 0);
  const array = begin(types.uuid, values.length, (values.length - nulls) * 16, nulls > 0);
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(value === null ? -1 : 16, at);
    if (value === null) continue;
    let isUuid = value.length === 36;
    for (const place of places) {
      const high = digits[value.charCodeAt(place)] ?? 255;
      const low = digits[value.charCodeAt(place + 1)] ?? 255;
      if ((high | low) > 15) isUuid = false;
      array[at++] = (high << 4) | low;
    }
    if (!isUuid) throw new TypeError('not a UUID');
  }
  return array;
}

const half = 2 ** 32;

/** Of whole numbers that a number can hold exactly. */
export function bigintArray(values: readonly number[]): Buffer {
  const array = begin(types.bigint, values.length, values.length * 8);
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(8, at);
    at = array.writeInt32BE(Math.floor(value / half), at);
    at = array.writeUInt32BE(value >>> 0, at);
  }
  return array;
}

/** Of numbers that are there as their eight bytes, a character each. */
export function bigintArrayOf(values: readonly string[]): Buffer {
  const array = begin(types.bigint, values.length, values.length * 8);
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(8, at);
    for (let place = 0; place < 8; place++) array[at++] = value.charCodeAt(place);
  }
  return array;
}

export function textArray(values: readonly string[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  const array = begin(types.text, values.length, bytes);
  let at = headerBytes;
  for (const value of values) {
    const length = array.write(value, at + 4);
    array.writeInt32BE(length, at);
    at += 4 + length;
  }
  return array;
}
