import { describe, expect, test } from 'vitest';
import { mosaic } from './mosaic.ts';

const wide = { width: 1600, height: 900 };
const tall = { width: 900, height: 1600 };

describe('mosaic', () => {
  test('one picture keeps its shape and fits', () => {
    expect(mosaic([wide])).toMatchObject({ width: 448, height: 252 });
    expect(mosaic([tall])).toMatchObject({ width: 270, height: 480 });
    expect(mosaic([{ width: null, height: null }])).toMatchObject({ width: 448, height: 336 });
  });

  test('a strip that nobody could see is cut', () => {
    const { width, height } = mosaic([{ width: 4000, height: 10 }]);
    expect(width / height).toBeCloseTo(3, 1);
  });

  test.each([2, 3, 4, 5, 6, 7, 8, 9, 10])('%i pictures fill a block without holes or overlaps', (count) => {
    const sizes = Array.from({ length: count }, (_, at) => (at % 3 === 1 ? tall : wide));
    const { tiles, width, height } = mosaic(sizes);
    expect(tiles).toHaveLength(count);
    expect(height).toBeLessThan(1000);
    const rows = Map.groupBy(tiles, ({ top }) => top);
    for (const row of rows.values()) {
      const last = row.at(-1);
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1, 5);
    }
    const bottom = Math.max(...tiles.map((tile) => tile.top + tile.height));
    expect(bottom).toBeCloseTo(1, 2);
    for (const tile of tiles) expect(tile.width * width).toBeGreaterThan(60);
  });
});
