import { boxesIn } from './iso-boxes.ts';
import type { Box } from './iso-boxes.ts';

/** Bytes of a file. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Where a HEIF picture keeps what its camera wrote: EXIF and XMP are items of their own.
 *
 * @param meta bytes of the file up to the end of its box `meta`
 */
export function personalItems(bytes: Buffer, meta: Box): Span[] {
  // A full box: four bytes of version and flags stand before its children.
  const children = [...boxesIn(bytes, meta.content + 4, meta.end)];
  const info = children.find(({ type }) => type === 'iinf');
  const places = children.find(({ type }) => type === 'iloc');
  if (!info || !places) return [];
  const ids = personalIds(bytes, info);
  return locations(bytes, places).flatMap(({ id, spans }) => (ids.has(id) ? spans : []));
}

function personalIds(bytes: Buffer, info: Box): Set<number> {
  const isWide = (bytes[info.content] ?? 0) > 0;
  const ids = new Set<number>();
  for (const entry of boxesIn(bytes, info.content + (isWide ? 8 : 6), info.end)) {
    const version = bytes[entry.content] ?? 0;
    if (entry.type !== 'infe' || version < 2) continue;
    const id = entry.content + 4;
    const type = id + (version === 2 ? 4 : 6);
    const name = bytes.toString('latin1', type, type + 4);
    if (name === 'Exif' || name === 'mime')
      ids.add(version === 2 ? bytes.readUInt16BE(id) : bytes.readUInt32BE(id));
  }
  return ids;
}

/** Places that an index may name: each may take no bytes at all, so its length bounds nothing. */
const maxPlaces = 20_000;

/** `iloc`: of each item, the parts of the file it is made of. */
function locations(bytes: Buffer, places: Box): { id: number; spans: Span[] }[] {
  const version = bytes[places.content] ?? 0;
  let at = places.content + 4;
  const read = (size: number): number => {
    const value =
      size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const sizes = read(2);
  const [offsetSize, lengthSize] = [sizes >> 12, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const count = read(version < 2 ? 2 : 4);
  const items: { id: number; spans: Span[] }[] = [];
  let left = maxPlaces;
  for (let item = 0; item < Math.min(count, maxPlaces) && at < places.end; item++) {
    const id = read(version < 2 ? 2 : 4);
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(baseSize);
    const spans: Span[] = [];
    for (let extents = read(2); extents > 0 && at < places.end; extents--) {
      if (left-- === 0) return [];
      read(indexSize);
      const from = base + read(offsetSize);
      const length = read(lengthSize);
      // Method 0: places in the file.
      if (method === 0) spans.push({ from, to: from + length });
    }
    items.push({ id, spans });
  }
  return items;
}
