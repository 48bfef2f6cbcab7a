import { expect, it } from 'vitest';
import {
  dayNumber,
  formatCalendarDate,
  formatDay,
  formatLastSeen,
  formatListTime,
  formatWhen,
  formatWhenWithin,
} from './dates.ts';
import { translator } from './translate.ts';

const now = new Date(2026, 10, 21, 12, 30);
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const t = { en: translator('en'), ru: translator('ru') };

it('counts local days', () => {
  expect(dayNumber(new Date(2026, 10, 21, 0, 0)) - dayNumber(new Date(2026, 10, 20, 23, 59))).toBe(1);
  expect(dayNumber(new Date(2026, 10, 21, 0, 0))).toBe(dayNumber(new Date(2026, 10, 21, 23, 59)));
});

it('names days by how far they are', () => {
  expect(formatDay(ago(10), now, 'en', t.en)).toBe('Today');
  expect(formatDay(ago(24 * 60), now, 'ru', t.ru)).toBe('Вчера');
  expect(formatDay(ago(-24 * 60), now, 'ru', t.ru)).toBe('Завтра');
  expect(formatDay(new Date(2026, 2, 5), now, 'ru', t.ru)).toBe('5 марта');
  expect(formatDay(new Date(2024, 2, 5), now, 'ru', t.ru)).toBe('5 марта 2024 г.');
});

it('says a moment to come', () => {
  expect(formatWhen(new Date(2026, 10, 22, 9, 0), now, 'en', t.en)).toMatch(/^Tomorrow, 0?9:00/);
});

it('shortens the time in lists', () => {
  expect(formatListTime(new Date(2026, 10, 21, 9, 5), now, 'ru')).toMatch(/^0?9:05$/);
  expect(formatListTime(new Date(2026, 10, 19), now, 'ru')).toBe('чт');
  expect(formatListTime(new Date(2026, 9, 1), now, 'ru')).toBe('01.10.26');
});

it('tells when somebody was last seen', () => {
  expect(formatLastSeen(null, now, 'en', t.en)).toBe('last seen long ago');
  expect(formatLastSeen(ago(0.5), now, 'en', t.en)).toBe('last seen just now');
  expect(formatLastSeen(ago(3), now, 'ru', t.ru)).toBe('был(а) 3 минуты назад');
  expect(formatLastSeen(ago(24 * 60), now, 'ru', t.ru)).toMatch(/^был\(а\) вчера в 12:30$/);
});

it('keeps a birthday the same day in every zone', () => {
  expect(formatCalendarDate('1990-01-01', 'ru')).toBe('1 января 1990 г.');
});

it('says a moment within a sentence', () => {
  expect(formatWhenWithin(ago(10), now, 'en', t.en)).toMatch(/^today, 12:20/);
  expect(formatWhenWithin(ago(10), now, 'ru', t.ru)).toMatch(/^сегодня, 12:20/);
  expect(formatWhenWithin(new Date(2026, 2, 5, 9, 0), now, 'en', t.en)).toMatch(/March/);
});
