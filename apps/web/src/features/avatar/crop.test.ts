import { expect, test } from 'vitest';
import { mostZoom, sideOf, within, wholeCrop } from './crop.ts';

const wide = { width: 1000, height: 500 };

test('the square is as large as the picture lets it be', () => {
  expect(sideOf(wide, 1)).toBe(500);
  expect(sideOf(wide, 2)).toBe(250);
});

test('what is shown never leaves the picture', () => {
  expect(within(wide, { x: -3, y: 0.9, zoom: 1 })).toEqual({ x: 0.25, y: 0.5, zoom: 1 });
  expect(within(wide, { x: 0.99, y: 0.01, zoom: 2 })).toEqual({ x: 0.875, y: 0.25, zoom: 2 });
  expect(within(wide, wholeCrop)).toEqual(wholeCrop);
});

test('zoom has ends', () => {
  expect(within(wide, { ...wholeCrop, zoom: 0.1 }).zoom).toBe(1);
  expect(within(wide, { ...wholeCrop, zoom: 99 }).zoom).toBe(mostZoom);
});
