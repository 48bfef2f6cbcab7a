import { expect, test } from 'vitest';
import { bars, encodeWaveform, waveformOf } from './waveform.ts';

test('a long recording becomes at most 100 values of 0 to 31, and comes back', () => {
  const levels = Array.from({ length: 5000 }, (_, at) => Math.abs(Math.sin(at / 300)));
  const values = waveformOf(encodeWaveform(levels));
  expect(values).toHaveLength(100);
  expect(Math.max(...values)).toBe(31);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
});

test('silence stays silent, and a short one is not stretched', () => {
  expect(waveformOf(encodeWaveform([0, 0, 0]))).toEqual([0, 0, 0]);
});

test('what is no base64 is a quiet line', () => {
  expect(new Set(waveformOf('%%%'))).toEqual(new Set([2]));
});

test('bars keep the loudest of their part', () => {
  expect(bars([0, 9, 0, 0, 5, 0], 2)).toEqual([9, 5]);
  expect(bars([3], 3)).toEqual([3, 3, 3]);
});
