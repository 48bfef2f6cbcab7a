/** Where a tile of a mosaic lies, in parts of the whole. */
export interface Tile {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface MosaicLayout {
  /** In pixels, when there is room. */
  width: number;
  height: number;
  tiles: Tile[];
}
interface Size {
  width: number | null;
  height: number | null;
}

const fullWidth = 448;
const fullHeight = 480;
const gap = 2;

/** Very long ones are cut to what still looks like a picture. */
const ratioOf = ({ width, height }: Size, min: number, max: number) =>
  Math.min(max, Math.max(min, width && height ? width / height : 4 / 3));

/** Lays out up to ten pictures in rows, so that they together come near to a pleasant shape. */
export function mosaic(sizes: readonly Size[]): MosaicLayout {
  const [first] = sizes;
  if (!first) return { width: 0, height: 0, tiles: [] };
  if (sizes.length === 1) return single(first);
  // The more there are, the squarer they become: no tile may be a sliver.
  const [min, max] = sizes.length < 5 ? [0.6, 2] : [0.8, 1.5];
  const ratios = sizes.map((size) => ratioOf(size, min, max));
  const whole = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const wanted = fullWidth / Math.min(1.6, Math.max(0.85, whole));
  let best: { cost: number; rows: number[][] } | null = null;
  for (const rows of partitions(ratios)) {
    const heights = rows.map(heightOf);
    const height = heights.reduce((sum, each) => sum + each + gap, -gap);
    const narrow = rows.filter((row, at) => row.some((ratio) => ratio * (heights[at] ?? 0) < 90)).length;
    const uneven = Math.max(...heights) / Math.min(...heights);
    const cost = Math.abs(height - wanted) + narrow * 400 + uneven * 40;
    if (!best || cost < best.cost) best = { cost, rows };
  }
  return placed(best?.rows ?? [ratios]);
}

function single(size: Size): MosaicLayout {
  const ratio = ratioOf(size, 0.45, 3);
  const natural = size.width ?? fullWidth;
  const width = Math.round(Math.min(fullWidth, fullHeight * ratio, Math.max(natural, 200)));
  return { width, height: Math.round(width / ratio), tiles: [{ left: 0, top: 0, width: 1, height: 1 }] };
}

const heightOf = (row: readonly number[]): number =>
  (fullWidth - gap * (row.length - 1)) / row.reduce((sum, ratio) => sum + ratio, 0);

/** All ways to break a list into rows of one to four. */
function* partitions(ratios: readonly number[]): Generator<number[][]> {
  if (ratios.length === 0) yield [];
  for (let length = 1; length <= Math.min(4, ratios.length); length += 1) {
    for (const rest of partitions(ratios.slice(length))) yield [ratios.slice(0, length), ...rest];
  }
}

function placed(rows: readonly number[][]): MosaicLayout {
  const heights = rows.map((row) => Math.min(heightOf(row), 320));
  const height = heights.reduce((sum, each) => sum + each + gap, -gap);
  const tiles: Tile[] = [];
  let top = 0;
  rows.forEach((row, at) => {
    const rowHeight = heights[at] ?? 0;
    const sum = row.reduce((all, ratio) => all + ratio, 0);
    const room = fullWidth - gap * (row.length - 1);
    let left = 0;
    for (const ratio of row) {
      const width = (room * ratio) / sum;
      tiles.push({
        left: left / fullWidth,
        top: top / height,
        width: width / fullWidth,
        height: rowHeight / height,
      });
      left += width + gap;
    }
    top += rowHeight + gap;
  });
  return { width: fullWidth, height: Math.round(height), tiles };
}
