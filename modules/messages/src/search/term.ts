import { fold, otherForms, stem, variantsOf, wordsOf } from '@bridges/contracts/search';
import { fuzzyTraces } from './fuzzy-pieces.ts';
import type { Trace } from './fuzzy-pieces.ts';
import { chunksOf, trimmed } from './phrase.ts';

/** How a word is found, the best first. The number is the stage of a search in which it is looked for. */
export const stages = ['exact', 'form', 'part', 'fuzzy'] as const;
export const notFound: number = stages.length;

/** One reading of what was typed. */
export interface Variant {
  text: string;
  words: readonly string[];
  /** A word alone, not words with punctuation between them. */
  isWord: boolean;
  stem: string;
  /** As typed, not in the other layout or alphabet. */
  isTyped: boolean;
  /** A form whose stem is another: of its word only forms are looked for. */
  isForm: boolean;
  /** Of a phrase: what must stand in a row. */
  chunks: readonly string[];
  /** Typing errors that a word of its length may have. */
  edits: number;
  /** One of them is in a word so mistyped. */
  traces: readonly Trace[];
}

/** A run of the query that must be in each hit. */
export interface Term {
  variants: readonly Variant[];
  isPhrase: boolean;
}

const lettersOnly = /^\p{L}+$/u;

/** Readings in other letters are guesses already: they have fewer errors besides. */
function editsOf(word: string, place: number): number {
  if (word.length < 4 || word.length > 32 || place > 2 || !lettersOnly.test(word)) return 0;
  return word.length < 10 || place > 0 ? 1 : 2;
}

interface VariantKind {
  isPhrase?: boolean;
  isForm?: boolean;
}

/** @param place among the readings of what was typed; 0: as typed */
function variant(
  text: string,
  place: number,
  { isPhrase = false, isForm = false }: VariantKind = {},
): Variant {
  const chunks = isPhrase ? chunksOf(text) : [];
  const words = isPhrase ? chunks.flatMap(wordsOf) : wordsOf(text);
  const isWord = words.length === 1 && words[0] === text;
  const root = isWord ? stem(text) : text;
  const edits = isWord && !isPhrase && !isForm ? editsOf(text, place) : 0;
  return {
    text,
    words,
    isWord,
    stem: root,
    isTyped: place === 0,
    isForm,
    chunks,
    edits,
    traces: fuzzyTraces(text, root, edits),
  };
}

/** Beyond these a query is not read. */
const mostTerms = 32;
const longestTerm = 200;

const code = /^(\p{L}+)[-_./]?(\p{N}+)$/u;

/** A code as others write it: its letters and its number together, with a hyphen, apart. */
function spellingsOf(text: string): string[] {
  const [, letters, number] = code.exec(text) ?? [];
  if (letters === undefined || number === undefined) return [];
  return [`${letters}-${number}`, `${letters}${number}`, `${letters} ${number}`];
}

/** What was typed as the search understands it; words of punctuation alone count only when there are no others. */
export function termsOf(words: readonly string[], phrases: readonly string[]): Term[] {
  const terms = [
    ...phrases.map((phrase): Term => ({
      variants: [variant(fold(phrase).replaceAll(/ +/g, ' '), 0, { isPhrase: true })],
      isPhrase: true,
    })),
    ...words.map((word, at): Term => {
      const readings = readingsOf(word.slice(0, longestTerm));
      const texts = [...new Set([...readings, ...spellingsOf(readings[0] ?? '')])];
      const formed = at < mostFormed ? readings.slice(0, mostWithForms) : [];
      const forms = new Set(formed.flatMap(otherForms));
      return {
        variants: [
          ...texts
            .map((text, place) => variant(text, place))
            .filter((each, place) => place === 0 || each.words.length > 0),
          ...[...forms]
            .filter((text) => !texts.includes(text))
            .map((text) => variant(text, texts.length, { isForm: true })),
        ],
        isPhrase: false,
      };
    }),
  ].filter(({ variants }) => (variants[0]?.text ?? '') !== '');
  const told = terms.filter(({ variants }) => variants.some((each) => each.words.length > 0));
  return (told.length > 0 ? told : terms).slice(0, mostTerms);
}

/** Words of which other forms are looked for: whoever pastes a text does not miss them. */
const mostFormed = 8;
/** As typed and in the other layout; after those are guesses of guesses. */
const mostWithForms = 2;
/** What is left of a reading when letters turned out to be punctuation (`ещё`: `to`) is no less than this long. */
const shortestRest = 4;

const letterCount = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

function readingsOf(word: string): string[] {
  const [typed = '', ...guesses] = variantsOf(word);
  const least = Math.min(shortestRest, letterCount(typed));
  const likely = guesses.filter((guess) => guess === trimmed(guess) || letterCount(guess) >= least);
  return [typed, ...likely].map(trimmed);
}
