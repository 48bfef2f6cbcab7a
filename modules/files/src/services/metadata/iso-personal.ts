import { boxAt, boxesIn } from './iso-boxes.ts';
import type { Box } from './iso-boxes.ts';
import { personalItems } from './heif-items.ts';
import type { Span } from './heif-items.ts';

/** Bytes of a file between two places, the second excluded. */
export type ReadBytes = (from: number, to: number) => Promise<Buffer>;

export interface Erased extends Span {
  /** Where the type of a box stands, that becomes `free`: what nobody looks into. */
  freeAt?: number;
}

/** Boxes at the top of a file; more, or a longer index, is no film that a camera made. */
const maxBoxes = 200;
const maxTracks = 50;
const maxIndexBytes = 32 * 1024 * 1024;
/** Letters of the type of a box that nobody looks into. */
const free = [0x66, 0x72, 0x65, 0x65];
/** What programs and cameras write beside the film: place, time, model. */
const personal = new Set(['udta', 'meta', 'uuid']);

/**
 * What to erase of an MP4, QuickTime or HEIF file so that it does not tell where and by whom it was made. Sizes stay,
 * so nothing that points into the file has to change.
 */
export async function personalParts(read: ReadBytes, size: number): Promise<Erased[]> {
  const erased: Erased[] = [];
  let at = 0;
  for (let seen = 0; seen < maxBoxes && at < size; seen++) {
    const head = await read(at, Math.min(at + 16, size));
    const box = boxAt(head, 0, size - at);
    if (!box) break;
    const { type, end } = box;
    if (type === 'uuid') erased.push(freed(shifted(box, at)));
    if ((type === 'moov' || type === 'meta') && end <= maxIndexBytes) {
      const bytes = await read(at, at + end);
      const whole = boxAt(bytes, 0, end);
      if (whole && type === 'moov')
        erased.push(...ofFilm(bytes, whole).map((each) => freed(shifted(each, at))));
      // Items name places of the whole file.
      if (whole && type === 'meta') erased.push(...safely(() => personalItems(bytes, whole)));
    }
    at += end;
  }
  return erased
    .filter(({ from, to }) => from < to && to <= size)
    .toSorted((one, other) => one.from - other.from);
}

function ofFilm(bytes: Buffer, moov: Box): Box[] {
  const children = [...boxesIn(bytes, moov.content, moov.end)];
  const inTracks = children
    .filter(({ type }) => type === 'trak')
    .slice(0, maxTracks)
    .flatMap(({ content, end }) => [...boxesIn(bytes, content, end)]);
  return [...children, ...inTracks].filter(({ type }) => personal.has(type));
}

const shifted = (box: Box, by: number): Box => ({
  type: box.type,
  start: box.start + by,
  content: box.content + by,
  end: box.end + by,
});

const freed = ({ start, content, end }: Box): Erased => ({ freeAt: start + 4, from: content, to: end });

/** An index that lies about its own length names nothing. */
function safely(read: () => Span[]): Span[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** The same bytes with these parts erased. */
export async function* withErased(
  content: AsyncIterable<Uint8Array>,
  parts: readonly Erased[],
): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk);
    const start = at;
    at += bytes.length;
    for (const { from, to, freeAt } of parts) {
      if (from < at && to > start)
        bytes.fill(0, Math.max(0, from - start), Math.min(bytes.length, to - start));
      if (freeAt === undefined) continue;
      for (const [index, letter] of free.entries()) {
        const place = freeAt + index - start;
        if (place >= 0 && place < bytes.length) bytes[place] = letter;
      }
    }
    yield bytes;
  }
}
