import { isInTooManyParts, keep } from './kept.ts';
import { pausing } from './pausing.ts';

const sos = 0xda;
const endOfImage = 0xd9;

/**
 * A JPEG without what its camera and programs wrote into it: place, time, serial numbers, second pictures. What
 * decoding needs stays, bit for bit: sizes, tables, colour profile, which way up. Undefined: it is no whole JPEG.
 *
 * @param orientation 1-8 of EXIF
 */
export async function stripJpeg(bytes: Buffer, orientation: number): Promise<Uint8Array[] | undefined> {
  if (bytes.readUInt16BE(0) !== 0xff_d8) return undefined;
  const pause = pausing();
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  if (orientation > 1) kept.push(orientationSegment(orientation));
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    if (isNeeded(marker, segment)) keep(kept, segment);
    if (isInTooManyParts(kept)) return undefined;
    at = end;
    if (marker !== sos) continue;
    const scanEnd = await endOfScan(bytes, at, pause);
    keep(kept, bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  // What follows the end of the image (a film, a second picture, an archive) stays behind.
  return [...kept, Buffer.of(0xff, endOfImage)];
}

function isNeeded(marker: number, segment: Buffer): boolean {
  const startsWith = (text: string) => segment.subarray(4, 4 + text.length).toString('latin1') === text;
  if (marker === 0xe0) return startsWith('JFIF\0');
  if (marker === 0xe2) return startsWith('ICC_PROFILE\0');
  if (marker === 0xee) return startsWith('Adobe');
  const isApplications = marker >= 0xe0 && marker <= 0xef;
  const isComment = marker === 0xfe;
  return !isApplications && !isComment;
}

/** Where the compressed data ends: at the first marker that is no restart and no escaped 255. */
async function endOfScan(bytes: Buffer, start: number, pause: (at: number) => Promise<void> | undefined) {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    const isData = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isData && next !== 0xff) return at;
    at += isData ? 2 : 1;
    await pause(at);
  }
}

/** EXIF that says one thing: which way up. */
function orientationSegment(orientation: number): Buffer {
  const entry = Buffer.alloc(12);
  entry.writeUInt16BE(0x01_12, 0);
  entry.writeUInt16BE(3, 2);
  entry.writeUInt32BE(1, 4);
  entry.writeUInt16BE(orientation, 8);
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'),
    entry,
    Buffer.alloc(4),
  ]);
  const head = Buffer.of(0xff, 0xe1, 0, exif.length + 2);
  return Buffer.concat([head, exif]);
}
