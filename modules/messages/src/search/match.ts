import { isWithinEdits, stem, wordsOf } from '@bridges/contracts/search';
import type { Piece, Trace } from './fuzzy-pieces.ts';
import { notFound } from './term.ts';
import type { Term, Variant } from './term.ts';
import { phrasePlaces } from './phrase.ts';
import { isInWord } from './word-at.ts';

/** All forms of a word begin so: the last letter of a stem may be another (happy, happier). */
const rootOf = (root: string) => (root.length > 3 ? root.slice(0, -1) : root);

/** How well one word answers a reading of the query: the stage in which it is found. */
export function wordRank(word: string, variant: Variant, most: number): number {
  const { text, isTyped, isForm } = variant;
  if (word === text) return isTyped ? 0 : 1;
  if (most < 1) return notFound;
  // Of so few letters in another layout all but nothing is left in the stem.
  const hasForms = text.length > (isTyped ? 1 : 2);
  if (hasForms && word.startsWith(rootOf(variant.stem)) && stem(word) === variant.stem) return 1;
  if (most < 2 || isForm) return notFound;
  if (text.length > 2 ? word.includes(text) : text.length === 2 && word.startsWith(text)) return 2;
  return most >= 3 && isMistyped(word, variant) ? 3 : notFound;
}

const holds = (word: string, { text, isStart, isEnd }: Piece): boolean =>
  (isStart ? word.startsWith(text) : word.includes(text)) && (!isEnd || word.endsWith(text));

function hasTrace(word: string, { pieces: [first, second], gap }: Trace): boolean {
  if (!first || !holds(word, first)) return false;
  if (!second) return true;
  if (!holds(word, second)) return false;
  if (!first.isStart) return true;
  const end = first.text.length;
  const at = second.isEnd ? word.length - second.text.length : word.indexOf(second.text, end);
  return at >= end && at <= end + gap;
}

function isMistyped(word: string, { text, stem: root, edits, traces }: Variant): boolean {
  if (edits === 0 || word.length < 3) return false;
  // Cheaper than to count edits, and true of whatever has few enough.
  if (!traces.some((trace) => hasTrace(word, trace))) return false;
  // In short words every other word is near: there the first letter is believed.
  if (text.length < 6 && word[0] !== text[0]) return false;
  if (isWithinEdits(text, word, edits)) return true;
  if (root.length >= 5 && isWithinEdits(root, stem(word), edits)) return true;
  return text.length >= 6 && word.length > text.length && isWithinEdits(text, word.slice(0, text.length), 1);
}

/** Of a phrase only the last word may be a part, as of one that is being typed. */
function phraseRank(text: string, { chunks, isTyped }: Variant, most: number): number {
  let best = notFound;
  for (const { isWhole } of phrasePlaces(text, chunks)) {
    if (isWhole) return isTyped ? 0 : 1;
    if (most >= 2) best = 2;
  }
  return best;
}

/**
 * A phrase; or a run with punctuation: its text as it is, whole or as a part, else its words apart.
 *
 * @param words of the text, asked for when they matter
 */
export function runRank(
  text: string,
  words: () => ReadonlySet<string>,
  variant: Variant,
  most: number,
  isPhrase: boolean,
): number {
  if (isPhrase) return phraseRank(text, variant, most);
  let best = notFound;
  for (let at = text.indexOf(variant.text); at >= 0; at = text.indexOf(variant.text, at + 1)) {
    const end = at + variant.text.length;
    const isBegun = !(isInWord(variant.text, 0) && at > 0 && isInWord(text, at - 1));
    const isWhole = isBegun && !(isInWord(text, end - 1) && isInWord(text, end));
    if (isWhole) return variant.isTyped ? 0 : 1;
    if (most >= 2) best = 2;
  }
  if (most < 1 || !variant.isTyped || variant.words.length === 0) return best;
  const held = words();
  return variant.words.every((word) => held.has(word)) ? 1 : best;
}

/** How well it answers all terms: as the worst of them, looking no further than the stage `most`. */
export function textRank(text: string, terms: readonly Term[], most: number): number {
  const words = new Set(wordsOf(text));
  let worst = 0;
  for (const term of terms) {
    worst = Math.max(worst, termRank(text, words, term, most));
    if (worst > most) return notFound;
  }
  return worst;
}

function termRank(text: string, words: ReadonlySet<string>, term: Term, most: number): number {
  let best = notFound;
  for (const variant of term.variants) {
    if (!variant.isWord || term.isPhrase)
      best = Math.min(
        best,
        runRank(text, () => words, variant, most, term.isPhrase),
      );
    else for (const word of words) best = Math.min(best, wordRank(word, variant, most));
    if (best === 0) break;
  }
  return best;
}

/** What stands in every text that one of these may be found in up to this stage: a look before the work. */
export interface Needle {
  /** Of a pattern. */
  source: string;
  length: number;
}

export function needlesOf(variants: readonly Variant[], stage: number): Needle[] {
  const needles = variants.flatMap((variant) => {
    if (variant.chunks.length > 0) return [needleOf(longestOf(variant.chunks))];
    if (stage === 0) return variant.isTyped ? [needleOf(variant.text)] : [];
    if (!variant.isWord)
      return [variant.text, ...(variant.isTyped ? [longestOf(variant.words)] : [])].map(needleOf);
    return [
      needleOf(rootOf(variant.stem)),
      needleOf(variant.text),
      ...(stage >= 3 ? variant.traces.map(needleOfTrace) : []),
    ];
  });
  const different = new Map(needles.map((needle) => [needle.source, needle]));
  different.delete('');
  return [...different.values()];
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
const needleOf = (text: string): Needle => ({ source: escaped(text), length: text.length });
/** Not over the end of a word, as far as that is cheap to tell. */
const between = (gap: number) => `[^\\0\\x07-/:-@[-\`{-\\x7f]{0,${gap}}`;
const needleOfTrace = ({ pieces, gap }: Trace): Needle => ({
  source: pieces.map(({ text }) => escaped(text)).join(between(gap)),
  length: pieces.reduce((sum, { text }) => sum + text.length, 0),
});

const longestOf = (words: readonly string[]) =>
  words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
