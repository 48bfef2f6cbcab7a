import { isInTooManyParts, keep } from './kept.ts';
import { pausing } from './pausing.ts';

const needed = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/** A GIF without comments and what programs wrote into it. Undefined: it is no whole GIF. */
export async function stripGif(bytes: Buffer): Promise<Uint8Array[] | undefined> {
  if (bytes.length < 14 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return undefined;
  const pause = pausing();
  let at = 13 + colourTable(bytes[10]);
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return [...kept, bytes.subarray(at, at + 1)];
    const isImage = kind === 0x2c;
    if (!isImage && kind !== 0x21) return undefined;
    const blocks = isImage ? at + 11 + colourTable(bytes[at + 9]) : at + 2;
    const end = endOfBlocks(bytes, blocks);
    if (end === undefined) return undefined;
    if (isImage || isNeeded(bytes, at)) keep(kept, bytes.subarray(at, end));
    if (isInTooManyParts(kept)) return undefined;
    at = end;
    await pause(at);
  }
  return undefined;
}

const colourTable = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Timing and transparency stay, and how often it repeats. */
function isNeeded(bytes: Buffer, at: number): boolean {
  const label = bytes[at + 1];
  if (label === 0xf9) return true;
  return label === 0xff && needed.has(bytes.toString('latin1', at + 3, at + 14));
}

function endOfBlocks(bytes: Buffer, start: number): number | undefined {
  let at = start;
  while (at < bytes.length) {
    const size = bytes[at] ?? 0;
    at += 1 + size;
    if (size === 0) return at;
  }
  return undefined;
}
