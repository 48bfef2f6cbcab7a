import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKeys, nameRank, nameRanks, nameTerms, nameText, soundOf } from './index.ts';

describe('how names sound', () => {
  it.each([
    ['dmitriy', 'дмитрий', 'dmitry'],
    ['sergey', 'сергей', 'sergei'],
    ['aleksey', 'алексей', 'alexey'],
    ['yulia', 'юлия', 'iuliia'],
    ['yevgeniy', 'евгений', 'evgeny'],
    ['shcherbakov', 'щербаков', 'scherbakov'],
  ])('%s, %s and %s are one', (...spellings) => {
    expect(new Set(spellings.map(soundOf)).size).toBe(1);
  });

  it('is another for another name', () => {
    for (const [one, other] of [
      ['яна', 'анна'],
      ['дина', 'диана'],
      ['иван', 'ян'],
    ] as const)
      expect(soundOf(one)).not.toBe(soundOf(other));
  });
});

describe('how well a name answers', () => {
  const { exact, start, form, part, near } = nameRanks;
  it.each([
    ['иван', exact],
    ['петр', start],
    ['ivan', form],
    ['bdfy', form],
    ['етро', part],
    ['петорв', near],
    ['ivan petorv', near],
    ['иван сидоров', null],
    ['i.petrov', exact],
    ['i.petorv', near],
    ['х', null],
  ])('%s', (typed, rank) => expect(nameRank(['Иван Петров', 'i.petrov'], nameTerms(typed))).toBe(rank));
});

const names = fc.stringMatching(/^[а-яa-z]{4,12}( [а-яa-z]{4,12})?$/);

describe('the index', () => {
  const answers = (name: string, typed: string) => {
    const [text, keys] = [nameText([name]), new Set(nameKeys([name]))];
    const has = (wanted: readonly number[]) => wanted.some((key) => keys.has(key));
    return nameTerms(typed).every(
      (term) =>
        has(term.keys) ||
        has(term.errorKeys) ||
        has(term.twoErrorKeys) ||
        term.parts.some((pattern) => text.includes(pattern.slice(1, -1))),
    );
  };

  it('passes every name that one typing error leads to, and what is half typed', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat({ max: 3 }), (name, place, kind) => {
        const at = place % name.length;
        const [before, here, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
        const typed = [
          before + after,
          `${before}о${here}${after}`,
          `${before}о${after}`,
          `${before}${after.charAt(0)}${here}${after.slice(1)}`,
        ][kind] as string;
        // What counts as near is found by its keys.
        if (nameRank([name], nameTerms(typed)) !== null) expect(answers(name, typed)).toBe(true);
        const half = name.slice(0, Math.ceil(name.length / 2));
        expect(nameRank([name], nameTerms(half))).not.toBeNull();
        expect(answers(name, half)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never grows without bound, whatever a name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(nameKeys([name]).length).toBeLessThan(16 * 60);
        expect(nameKeys([name]).every((key) => key === (key | 0))).toBe(true);
        expect(nameTerms(name).length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
