import { isInTooManyParts, keep } from './kept.ts';
import { pausing } from './pausing.ts';

const personal = new Set(['EXIF', 'XMP ']);
/** In the first byte of VP8X: that EXIF, and that XMP, are in the file. */
const personalFlags = 0x08 | 0x04;

/** A WebP without EXIF and XMP, and without what follows its end. Undefined: it is no whole WebP. */
export async function stripWebp(bytes: Buffer): Promise<Uint8Array[] | undefined> {
  if (bytes.length < 12 || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const pause = pausing();
  const kept: Uint8Array[] = [];
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  let at = 12;
  while (at + 8 <= whole) {
    const type = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > whole) return undefined;
    if (!personal.has(type)) keep(kept, withoutFlags(type, bytes.subarray(at, end)));
    if (isInTooManyParts(kept)) return undefined;
    at = end;
    await pause(at);
  }
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return kept.length > 0 ? [head, ...kept] : undefined;
}

function withoutFlags(type: string, chunk: Buffer): Buffer {
  if (type !== 'VP8X' || chunk.length < 18) return chunk;
  const copy = Buffer.from(chunk);
  copy[8] = (copy[8] ?? 0) & ~personalFlags;
  return copy;
}
