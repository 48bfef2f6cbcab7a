import { expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { colourIndex } from './colour-index.ts';
import { emojiOnlyCount } from './emoji-only.ts';
import { initials } from './initials.ts';
import { otherLayout } from './other-layout.ts';

it('counts emoji of messages that hold nothing else', () => {
  expect(emojiOnlyCount('👍')).toBe(1);
  expect(emojiOnlyCount('❤️ 👨‍👩‍👧‍👦🇷🇺')).toBe(3);
  expect(emojiOnlyCount('👍 ok')).toBe(0);
  expect(emojiOnlyCount('1')).toBe(0);
  expect(emojiOnlyCount('😀'.repeat(7))).toBe(0);
});

it('makes initials of the first and the last word', () => {
  expect(initials('Анна Аркадьевна Каренина')).toBe('АК');
  expect(initials('bob')).toBe('B');
  expect(initials('🌉 bridge')).toBe('🌉B');
  expect(initials('…')).toBe('?');
});

it('gives an id one of eight colours, always the same', () => {
  const ids = Array.from({ length: 200 }, (_, at) => `01a1fbdf-7d09-701e-832c-${at}`);
  const colours = new Set(ids.map(colourIndex));
  expect([...colours].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(colourIndex('a')).toBe(colourIndex('a'));
});

it('reads what was typed in the other keyboard layout', () => {
  expect(otherLayout('ghbdtn')).toBe('привет');
  expect(otherLayout('ьфддщкн')).toBe('mallory');
});

it('drops what the server can not store', () => {
  expect(cleanText('a\0b\ud800')).toBe('ab\ufffd');
});
