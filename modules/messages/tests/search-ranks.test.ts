import { expect, it } from 'vitest';
import { highlightsOf } from '../src/search/highlight.ts';
import { fold, parseQuery } from '@bridges/contracts/search';
import { textRank } from '../src/search/match.ts';
import { hasOf } from '../src/search/searched-fields.ts';
import { stages, termsOf } from '../src/search/term.ts';

const days = { nowMs: 0, utcOffset: 0 };

/** How a text answers a query, and what of it is marked. */
function answer(q: string, text: string) {
  const { words, phrases } = parseQuery(q, {}, days);
  const terms = termsOf(words, phrases);
  const rank = textRank(fold(text), terms, stages.length - 1);
  const marks = highlightsOf(text, terms, rank).map(({ start, end }) => text.slice(start, end));
  return [stages[rank] ?? null, ...(rank < stages.length ? marks : [])];
}

it.each([
  ['"привет мир"', 'Привет, мир!', 'exact', 'Привет, мир'],
  ['"привет мир"', '(привет) мир', 'exact', 'привет) мир'],
  ['"привет мир"', '**привет**   мир', 'exact', 'привет**   мир'],
  ['"привет мир"', 'привет\r\nмир', 'exact', 'привет\r\nмир'],
  ['"привет, мир"', 'привет мир', 'exact', 'привет мир'],
  ['"привет м"', 'привет – мир', 'part', 'привет – м'],
  ['"привет мир"', 'привет большой мир', null],
  ['"привет мир"', 'привет 👍 мир', null],
  ['"привет мир"', 'мир привет', null],
  ['"привет мир"', 'приветмир', null],
  ['"ривет мир"', 'привет мир', null],
  ['"встреча в 10:30"', 'Встреча в 10:30.', 'exact', 'Встреча в 10:30'],
  ['"встреча в 10:30"', 'Встреча в 10 30', null],
  ['"c++ код"', 'Пишем C++ код', 'exact', 'C++ код'],
  ['"👍 спасибо"', '👍, спасибо', 'exact', '👍, спасибо'],
  ['"a a b"', 'a a a b', 'exact', 'a a b'],
] as const)('the phrase %s in «%s»: %s', (q, text, ...expected) => {
  expect(answer(q, text)).toEqual(expected);
});

it('a phrase goes from no field into the next', () => {
  expect(textRank('привет\u001fмир', termsOf([], ['привет мир']), 3)).toBe(stages.length);
});

it.each([
  ['histoty', 'company history'],
  ['compamy', 'company history'],
  ['recivery', 'the recovery of it'],
  ['lauyndry', 'laundry'],
  ['birthady', 'my birthday'],
  ['depoly', 'deploy it'],
  ['quaality', 'of quality'],
  ['libraty', 'two libraries'],
] as const)('%s is %s, mistyped', (q, text) => {
  expect(answer(q, text)[0]).toBe('fuzzy');
});

it.each([
  ['ещё', 'The to-do list', null],
  ['to', 'ещё раз', 'part', 'ещ'],
  ['уж', 'e', null],
  ['еще', 'ещё раз', 'exact', 'ещё'],
  ['[jhjij', 'очень хорошо', 'form', 'хорошо'],
  ['`krf', 'ёлка', 'form', 'ёлка'],
  ['руддщ!', 'hello', 'form', 'hello'],
  ['дшыею', 'the list.', 'form', 'list'],
  ['chto', 'что там', 'form', 'что'],
] as const)('%s in «%s»: %s', (q, text, ...expected) => {
  expect(answer(q, text)).toEqual(expected);
});

it.each([
  ['https://example.org/a', true],
  ['см. www.example.org …', true],
  ['[почта](mailto:a@example.org)', true],
  ['HTTP://EXAMPLE.ORG', true],
  ['схема a://b нет', false],
  ['http:// и всё', false],
  ['awww, спасибо', false],
] as const)('«%s» has a link: %s', (body, isLink) => {
  expect(hasOf({ body, content: null })).toEqual(isLink ? ['link'] : []);
});
