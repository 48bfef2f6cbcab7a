import type { TextRange } from '@bridges/contracts';
import { foldWithPlaces, wordPlaces } from '@bridges/contracts/search';
import { wordRank } from './match.ts';
import { phrasePlaces } from './phrase.ts';
import { notFound } from './term.ts';
import type { Term, Variant } from './term.ts';

const mostRanges = 50;
const fragmentLength = 200;

/** Where the terms stand in a text, in its own offsets, in order and without overlaps. */
export function highlightsOf(original: string, terms: readonly Term[], most: number): TextRange[] {
  const { text, starts } = foldWithPlaces(original);
  const words = wordPlaces(text);
  const found = terms.flatMap((term) => {
    let best = notFound;
    let places: TextRange[] = [];
    for (const variant of term.variants) {
      const here =
        variant.isWord && !term.isPhrase
          ? words.map((word) => ({ word, rank: wordRank(word.text, variant, most) }))
          : [];
      const rank = Math.min(notFound, ...here.map((each) => each.rank));
      const ranges =
        rank < notFound
          ? here
              .filter((each) => each.rank <= Math.max(rank, 2))
              .map(({ word, rank: at }) => within(word, variant, at))
          : term.isPhrase
            ? [...phrasePlaces(text, variant.chunks)]
            : runPlaces(text, variant);
      if (ranges.length > 0 && (rank < best || places.length === 0)) {
        best = rank;
        places = ranges;
      }
      if (best === 0) break;
    }
    return places;
  });
  const inOriginal = ({ start, end }: TextRange): TextRange => ({
    start: starts[start] ?? 0,
    end: starts[end] ?? original.length,
  });
  return merged(found).slice(0, mostRanges).map(inOriginal);
}

/** Of a word found by a part of it, that part; else the word. */
function within({ text, start }: { text: string; start: number }, variant: Variant, rank: number): TextRange {
  const at = rank === 2 ? text.indexOf(variant.text) : -1;
  return at < 0
    ? { start, end: start + text.length }
    : { start: start + at, end: start + at + variant.text.length };
}

function runPlaces(text: string, variant: Variant): TextRange[] {
  if (variant.isWord && variant.text.length < 3) return [];
  const places: TextRange[] = [];
  for (
    let at = text.indexOf(variant.text);
    at >= 0;
    at = text.indexOf(variant.text, at + variant.text.length)
  )
    places.push({ start: at, end: at + variant.text.length });
  if (places.length > 0 || variant.isWord) return places;
  return wordPlaces(text)
    .filter((word) => variant.words.includes(word.text))
    .map(({ text: word, start }) => ({ start, end: start + word.length }));
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}

/** The part of a text to show: around the first place, from a word's beginning where one is near. */
export function fragmentOf(original: string, highlights: readonly TextRange[]): TextRange {
  if (original.length <= fragmentLength) return { start: 0, end: original.length };
  const first = highlights[0]?.start ?? 0;
  let start = Math.max(0, Math.min(first - 60, original.length - fragmentLength));
  const space = original.slice(start, Math.min(first, start + 20)).search(/\s/);
  if (start > 0 && space >= 0) start += space + 1;
  let end = Math.min(original.length, start + fragmentLength);
  // Never half of a character.
  if (isLowHalf(original, start)) start++;
  if (isLowHalf(original, end)) end--;
  return { start, end };
}

const isLowHalf = (text: string, at: number) => at > 0 && /^[\udc00-\udfff]/.test(text.slice(at, at + 1));
