import { isInTooManyParts, keep } from './kept.ts';
import { pausing } from './pausing.ts';

/** Chunks that decide how it looks; all others are texts, times, EXIF. */
const needed = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG without texts and EXIF, and without what follows its end. Undefined: it is no whole PNG. */
export async function stripPng(bytes: Buffer): Promise<Uint8Array[] | undefined> {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const pause = pausing();
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    if (needed.has(type)) keep(kept, bytes.subarray(at, end));
    if (isInTooManyParts(kept)) return undefined;
    if (type === 'IEND') return kept;
    at = end;
    await pause(at);
  }
  return undefined;
}
