/** A box of an ISO media file (MP4, QuickTime, HEIF), by its place in what was looked through. */
export interface Box {
  type: string;
  /** Of the box with its head. */
  start: number;
  /** Of what it holds. */
  content: number;
  end: number;
}

/** The head of the box at a place; undefined: there is none, or it is longer than what it is in. */
export function boxAt(bytes: Buffer, start: number, limit: number): Box | undefined {
  if (start + 8 > Math.min(limit, bytes.length)) return undefined;
  const type = bytes.toString('latin1', start + 4, start + 8);
  const short = bytes.readUInt32BE(start);
  const isLong = short === 1;
  if (isLong && start + 16 > bytes.length) return undefined;
  const size = isLong ? Number(bytes.readBigUInt64BE(start + 8)) : short === 0 ? limit - start : short;
  const content = start + (isLong ? 16 : 8);
  const end = start + size;
  return end < content || end > limit ? undefined : { type, start, content, end };
}

/** No camera puts more boxes beside each other; who does wants us to count them. */
const maxBoxes = 1000;

/** The boxes between two places, one after another. */
export function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  for (let seen = 0; seen < maxBoxes; seen++) {
    const box = boxAt(bytes, at, to);
    if (!box) return;
    yield box;
    at = box.end;
  }
}
