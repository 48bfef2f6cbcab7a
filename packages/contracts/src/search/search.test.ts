import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fold,
  foldWithPlaces,
  otherAlphabet,
  otherLayout,
  parseQuery,
  stem,
  variantsOf,
  wordPlaces,
  wordsOf,
} from './index.ts';

const days = { nowMs: Date.parse('2026-11-21T09:00:00Z'), utcOffset: 180 };

/** What people write, and what is folded another way beside it. */
const written = fc.string({
  unit: fc.constantFrom(...'abcXYZ абвЁё42 .,-_\n«»—…№é\u0306\u0301\u00ad\u00a0\u200b👍'),
  maxLength: 60,
});

describe('folding', () => {
  it.each([
    ['Ёлка', 'елка'],
    ['МОЙ', 'мой'],
    ['за́мок', 'замок'],
    ['Café', 'cafe'],
    ['naïve', 'naive'],
    ['«Да»\u00a0—\tнет', '"да" - нет'],
    ['ﬁle', 'file'],
    ['й', 'й'],
    ['пере\u00adнос', 'перенос'],
  ])('%s', (written, folded) => expect(fold(written)).toBe(folded));

  it('gives the same with places, and a place for each unit, which rise', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), written), (text) => {
        const { text: folded, starts } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect(starts.length).toBe(folded.length + 1);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(wordsOf(folded)).toEqual(wordPlaces(folded).map((word) => word.text));
      }),
    );
  });

  it('folds what is folded into itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

it.each([
  ['ghbdtn', 'привет'],
  ['руддщ', 'hello'],
  [',kby', 'блин'],
  ['`krf', 'ёлка'],
  ['123', undefined],
  ['привет hello', undefined],
])('%s on the other layout is %s', (typed, meant) => expect(otherLayout(typed)).toBe(meant));

it.each([
  ['privet', 'привет'],
  ['bolshoy', 'большой'],
  ['delat', 'делать'],
  ['prezentaciya', 'презентация'],
  ['xorosho', 'хорошо'],
  ['schet', 'счет'],
  ['novye', 'новые'],
  ['perviy', 'первый'],
  ['хорошо', 'khorosho'],
  ['я', 'ya'],
])('%s in the other alphabet may be %s', (typed, meant) => expect(otherAlphabet(typed)).toContain(meant));

it.each([
  ['договорами', 'договор'],
  ['встречи', 'встреч'],
  ['красивейшая', 'красив'],
  ['meetings', 'meet'],
  ['running', 'run'],
  ['happily', 'happili'],
  ['abc123', 'abc123'],
])('the stem of %s is %s', (word, expected) => expect(stem(word)).toBe(expected));

it('never throws and never grows without bound, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const variants = variantsOf(text);
      expect(variants[0]).toBe(fold(text));
      expect(variants.length).toBeLessThanOrEqual(10);
      expect(parseQuery(text, {}, days).words.length).toBeLessThanOrEqual(300);
    }),
  );
});

describe('a query taken apart', () => {
  const parse = (text: string) => parseQuery(text, {}, days);

  it('words, phrases and filters, in both languages', () => {
    expect(parse('договор from:bob в:"Наш дом" "точно так" has:file,фото есть:ссылка is:pinned')).toEqual({
      words: ['договор'],
      phrases: ['точно так'],
      from: 'bob',
      in: 'Наш дом',
      has: ['file', 'image', 'link'],
      isPinned: true,
      problems: [],
    });
  });

  it('quotes of every kind, also inside of others, and the words of a value in the plural', () => {
    const quoted = parse('в:«Наш дом» “точно так” «и так»');
    expect([quoted.in, quoted.phrases, quoted.words]).toEqual(['Наш дом', ['точно так', 'и так'], []]);
    const inside = parse('in:"Договор с «Полюсом»" номер');
    expect([inside.in, inside.words]).toEqual(['Договор с «Полюсом»', ['номер']]);
    const plural = parse('has:links,photos, есть:Документы has:voices,audios это:закреплённые');
    expect(plural).toMatchObject({
      has: ['link', 'image', 'file', 'voice', 'audio'],
      isPinned: true,
      problems: [],
    });
  });

  it('days begin where the person is', () => {
    const { before, after } = parse('before:2026-11 after:вчера');
    expect(after?.toISOString()).toBe('2026-11-19T21:00:00.000Z');
    expect(before?.toISOString()).toBe('2026-10-31T21:00:00.000Z');
    expect(parse('after:05.03.2026').after?.toISOString()).toBe('2026-03-04T21:00:00.000Z');
    expect(parse('after:2w').after?.toISOString()).toBe('2026-11-06T21:00:00.000Z');
  });

  it('moments are of the person unless they say where; no month has more days than it has', () => {
    const at = (written: string) => parse(`after:${written}`).after?.toISOString();
    expect(at('2026-11-20T01:00')).toBe('2026-11-19T22:00:00.000Z');
    expect(at('2026-11-20T01:00:30.5')).toBe('2026-11-19T22:00:30.500Z');
    expect(at('2026-11-20T01:00Z')).toBe('2026-11-20T01:00:00.000Z');
    expect(at('2026-11-20T01:00+05:00')).toBe('2026-11-19T20:00:00.000Z');
    for (const written of ['2026-02-31T10:00Z', '2026-02-31', '2026-13', '2026-11-20T25:00', '0000-00-00'])
      expect(at(written), written).toBeUndefined();
    expect(at('0050')).toBe('0049-12-31T21:00:00.000Z');
  });

  it('names each filter that is wrong', () => {
    const { problems } = parse('from: has:soul before:2026-02-31 after:soon is:lost in:a in:b');
    expect(problems.map(({ filter, reason }) => `${filter} ${reason}`)).toEqual([
      'from empty',
      'has unknown',
      'before not_a_date',
      'after not_a_date',
      'is unknown',
      'in repeated',
    ]);
    expect(parse('before:2026-01-01 after:2026-06-01').problems).toMatchObject([{ reason: 'never' }]);
  });

  it('leaves what only looks like a filter', () => {
    const { words, problems } = parse('https://example.org/a:b 10:30 note:this constructor:x');
    expect(words).toEqual(['https://example.org/a:b', '10:30', 'note:this', 'constructor:x']);
    expect(problems).toEqual([]);
  });
});
