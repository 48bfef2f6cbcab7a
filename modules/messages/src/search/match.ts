import { stem, wordPlaces } from '@bridges/contracts/search';
import type { Word } from '@bridges/contracts/search';
import { isWithinEdits } from './edit-distance.ts';
import { notFound } from './term.ts';
import type { Term, Variant } from './term.ts';

const isLetter = (text: string, at: number) =>
  at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text.charAt(at));

/** How well one word answers a reading of the query: the stage in which it is found. */
export function wordRank(word: string, variant: Variant, most: number): number {
  const { text, isTyped } = variant;
  if (word === text) return isTyped ? 0 : 1;
  if (most < 1) return notFound;
  if (text.length > 1 && word[0] === variant.stem[0] && stem(word) === variant.stem) return 1;
  if (most < 2) return notFound;
  if (text.length > 2 ? word.includes(text) : text.length === 2 && word.startsWith(text)) return 2;
  return most >= 3 && isMistyped(word, variant) ? 3 : notFound;
}

function isMistyped(word: string, { text, stem: root, edits, pieces }: Variant): boolean {
  if (edits === 0 || word.length < 3) return false;
  // Cheaper than to count edits, and true of whatever has few enough.
  if (!pieces.some((piece) => (piece.isStart ? word.startsWith(piece.text) : word.includes(piece.text))))
    return false;
  // In short words every other word is near: there the first letter is believed.
  if (text.length < 6 && word[0] !== text[0]) return false;
  if (isWithinEdits(text, word, edits)) return true;
  if (root.length >= 5 && isWithinEdits(root, stem(word), edits)) return true;
  return text.length >= 6 && word.length > text.length && isWithinEdits(text, word.slice(0, text.length), 1);
}

/** A run with punctuation, or a phrase: its text as it is, whole or as a part; else its words apart. */
function runRank(
  text: string,
  words: readonly Word[],
  variant: Variant,
  most: number,
  isPhrase: boolean,
): number {
  for (let at = text.indexOf(variant.text); at >= 0; at = text.indexOf(variant.text, at + 1)) {
    const isWhole =
      !(isLetter(variant.text, 0) && isLetter(text, at - 1)) &&
      !(isLetter(variant.text, variant.text.length - 1) && isLetter(text, at + variant.text.length));
    if (isWhole) return variant.isTyped ? 0 : 1;
    if (most >= 2) return 2;
  }
  if (isPhrase || most < 1 || !variant.isTyped || variant.words.length === 0) return notFound;
  const held = new Set(words.map((word) => word.text));
  return variant.words.every((word) => held.has(word)) ? 1 : notFound;
}

/** How well a folded text answers one term, looking no further than the stage `most`. */
export function termRank(text: string, words: readonly Word[], term: Term, most: number): number {
  let best = notFound;
  for (const variant of term.variants) {
    if (!variant.isWord || term.isPhrase)
      best = Math.min(best, runRank(text, words, variant, most, term.isPhrase));
    else for (const word of words) best = Math.min(best, wordRank(word.text, variant, most));
    if (best === 0) break;
  }
  return best;
}

/** How well it answers all terms: as the worst of them. */
export function textRank(text: string, terms: readonly Term[], most: number): number {
  const words = wordPlaces(text);
  let worst = 0;
  for (const term of terms) {
    worst = Math.max(worst, termRank(text, words, term, most));
    if (worst > most) return notFound;
  }
  return worst;
}

/** Texts of which one is in every line that the term may be found in up to this stage: a look before the work. */
export function needlesOf(term: Term, stage: number): string[] {
  const needles = term.variants.flatMap((variant) => {
    if (stage === 0) return variant.isTyped ? [variant.text] : [];
    if (!variant.isWord) return [variant.text, ...(variant.isTyped ? [longestOf(variant.words)] : [])];
    const root = variant.stem.length > 3 ? variant.stem.slice(0, -1) : variant.stem;
    return [root, variant.text, ...(stage >= 3 ? variant.pieces.map((piece) => piece.text) : [])];
  });
  return [...new Set(needles)].filter((needle) => needle !== '');
}

const longestOf = (words: readonly string[]) =>
  words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
