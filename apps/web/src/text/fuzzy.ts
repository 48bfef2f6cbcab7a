import { otherLayout } from './other-layout.ts';
import { transliterate } from './transliterate.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/**
 * How well a query fits a text: 0 not at all; more for a beginning of the text, of one of its words, a part, and
 * last for letters in this order. The query may be typed in the other keyboard layout, or in the other alphabet.
 */
export function fuzzyScore(query: string, text: string): number {
  const wanted = plain(query.trim());
  if (wanted === '') return 1;
  const forms = new Set([wanted, plain(otherLayout(wanted)), transliterate(wanted)]);
  const texts = new Set([plain(text), transliterate(text)]);
  let best = 0;
  for (const form of forms) for (const one of texts) best = Math.max(best, scoreOf(form, one));
  return best;
}

function scoreOf(query: string, text: string): number {
  if (query === '') return 0;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 6 : 5;
  if (at > 0) return /[\s._-]/.test(text.charAt(at - 1)) ? 4 : 3;
  // Scattered letters say little when there are few of them.
  return query.length >= 3 && hasInOrder(query, text) ? 1 : 0;
}

function hasInOrder(query: string, text: string): boolean {
  let at = 0;
  for (const letter of query) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The items that fit, the best first; equal ones keep their order. */
export function fuzzyFind<Item>(
  query: string,
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
  most = 8,
): Item[] {
  return items
    .map((item) => ({ item, score: Math.max(0, ...textsOf(item).map((text) => fuzzyScore(query, text))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
