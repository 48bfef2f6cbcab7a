import { expect, it } from 'vitest';
import { addChips, optionsOf, pendingOf, takeChips, withoutFilters, wordsIn } from './filters.ts';
import { findByName } from './find-by-name.ts';
import { foundIn, rangesOf, snippetOf } from './marks.ts';
import { withRecent } from './recent-searches.ts';

it('makes chips of filters that are written to their end, in both languages', () => {
  expect(takeChips('from:@anna has:image договор')).toEqual({
    text: 'договор',
    chips: [
      { kind: 'from', value: 'anna' },
      { kind: 'has', value: 'image' },
    ],
  });
  expect(takeChips('есть:фото,файл до:2026-10-01 ')).toEqual({
    text: '',
    chips: [
      { kind: 'has', value: 'image' },
      { kind: 'has', value: 'file' },
      { kind: 'before', value: '2026-10-01' },
    ],
  });
  const place = 'Договор с «Полюсом»';
  for (const text of [`in:"${place}" `, 'в:«Наш дом» '])
    expect(takeChips(text).chips).toEqual([{ kind: 'in', value: text.startsWith('in') ? place : 'Наш дом' }]);
  // Not yet ended, no filter at all, or of a value that says nothing: it stays as written.
  for (const text of ['has:image', 'https://bridges.example 12:30 ', 'has:cake x', 'before:tomorrowish '])
    expect(takeChips(text)).toEqual({ text, chips: [] });
});

it('knows the filter that is being written', () => {
  expect(pendingOf('договор от:ан')).toEqual({ kind: 'from', value: 'ан', at: 8 });
  expect(pendingOf('from:')).toEqual({ kind: 'from', value: '', at: 0 });
  expect(pendingOf('from:anna ')).toBeNull();
  expect(pendingOf('12:30')).toBeNull();
  expect(wordsIn('  договор от:ан')).toBe('договор');
});

it('asks by words and filters, and leaves out what is half written', () => {
  const id = '01a1fbdf-7d09-701e-832c-000000000001';
  expect(optionsOf('', [])).toBeNull();
  expect(optionsOf('a', [])).toBeNull();
  expect(optionsOf('invoice from:an', [])).toEqual({ q: 'invoice' });
  expect(optionsOf('invoice before:2026', [])).toEqual({ q: 'invoice', before: '2026' });
  expect(optionsOf('before:202x', [])).toBeNull();
  const chips = [
    { kind: 'in', value: id, label: 'Борис' },
    { kind: 'has', value: 'image' },
    { kind: 'has', value: 'link' },
    { kind: 'is', value: 'pinned' },
  ] as const;
  expect(optionsOf('', chips)).toEqual({ in: id, has: 'image,link', is: 'pinned' });
  // Where and when alone are no question.
  expect(optionsOf('', [{ kind: 'in', value: id }])).toBeNull();
  expect(optionsOf('before:2026', [{ kind: 'in', value: id }])).toBeNull();
  expect(optionsOf('', [{ kind: 'from', value: 'me' }])).toEqual({ from: 'me' });
  expect(optionsOf('x', [{ kind: 'in', value: 'order-123' }])).toEqual({ q: 'x in:"order-123"' });
});

it('keeps one chip of a kind, and several of what a message may hold', () => {
  const anna = { kind: 'from', value: 'anna' } as const;
  const image = { kind: 'has', value: 'image' } as const;
  expect(addChips([anna, image], [{ kind: 'from', value: 'bob' }, image])).toEqual([
    { kind: 'from', value: 'bob' },
    image,
  ]);
});

it('marks in the shown text what was found in the written one', () => {
  const text = 'See **при**вет and приветы, при том';
  const found = foundIn(text, [{ start: text.indexOf('приветы'), end: text.indexOf('приветы') + 6 }]);
  expect(rangesOf('приветы, привет', found)).toEqual([
    { start: 0, end: 6 },
    { start: 9, end: 15 },
  ]);
  const whole = foundIn('a в b', [{ start: 2, end: 3 }]);
  expect(rangesOf('привет в лесу', whole)).toEqual([{ start: 7, end: 8 }]);
});

it('shows a line around the first of it, without formatting', () => {
  const source = `${'Long words before it. '.repeat(8)}**Invoice** no. 42`;
  const start = source.indexOf('Invoice');
  const { text, ranges } = snippetOf(source, [{ start, end: start + 7 }]);
  expect(text.startsWith('…')).toBe(true);
  expect(text).not.toContain('*');
  expect(ranges.map((range) => text.slice(range.start, range.end))).toEqual(['Invoice']);
  expect(snippetOf('short', [])).toEqual({ text: 'short', ranges: [] });
  // A link is not cut in two.
  const link = 'See https://bridges.example/a/path/to/invoice';
  const place = link.indexOf('invoice');
  expect(snippetOf(link, [{ start: place, end: place + 7 }]).text).toBe(`…${link.slice(4)}`);
  expect(snippetOf(link.slice(4), [{ start: place - 4, end: place + 3 }]).text).toBe(link.slice(4));
});

it('remembers the latest searches, each once', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => ({ text: `word ${at}`, chips: [] }));
  const next = withRecent(list, { text: 'Word 3', chips: [] });
  expect(next.map(({ text }) => text)).toEqual([
    'Word 3',
    ...list.filter((_, at) => at !== 2).map(({ text }) => text),
  ]);
  expect(withRecent(list, { text: 'new', chips: [] })).toHaveLength(8);
});

it('leaves the words when the filters go', () => {
  expect(withoutFilters('invoice has:cake from:anna 12:30')).toBe('invoice 12:30');
});

it('finds names in either layout and alphabet, the best first', () => {
  const names = ['Хорошо сидим', 'Борис Виноградов', 'Anna', 'Mallory', 'Bob'];
  const find = (typed: string) => findByName(typed, names, (name) => [name], 3);
  expect(find(',jhbc')[0]).toBe('Борис Виноградов');
  expect(find('ьфддщкн')[0]).toBe('Mallory');
  expect(find('boris')[0]).toBe('Борис Виноградов');
  expect(find('khorosho')[0]).toBe('Хорошо сидим');
  expect(find('анна')[0]).toBe('Anna');
  expect(find('виногардов')).toEqual(['Борис Виноградов']);
  expect(find('malloyr')).toEqual(['Mallory']);
  expect(find('')).toEqual(names.slice(0, 3));
  expect(find('zzz')).toEqual([]);
});
