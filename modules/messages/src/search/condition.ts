import type { SearchHas } from '@bridges/contracts';
import { hasBits, partBits, rowBits, senderBits, stemBits, wordBits } from './signature.ts';
import type { Term, Variant } from './term.ts';
import { isInWord } from './word-at.ts';

/** What a signature must have for its block to be looked at: bits, all of some, or any of some. */
export type Condition = number | { all: readonly Condition[] } | { any: readonly Condition[] };

const all = (conditions: readonly Condition[]): Condition => ({ all: conditions });
const any = (conditions: readonly Condition[]): Condition => ({ any: conditions });
const nothing = any([]);

/** The longest terms tell blocks apart best; more of them would cost more than they spare. */
const mostTerms = 5;
/** Of one word: with a quarter of all bits set, one block in a hundred thousand passes by chance. */
const mostBits = 8;
/** Of what is left of a mistyped word, of which there is much. */
const mostTraceBits = 4;

const wholeBits = (word: string) => wordBits(word).slice(0, mostBits);
const someBits = (...part: Parameters<typeof partBits>) => partBits(...part).slice(0, mostBits);

/** Words of a run with punctuation inside: its first may be the end of a word, its last the beginning of one. */
function runBits({ words }: Variant): Condition {
  const last = words.length - 1;
  return all(words.flatMap((word, at) => someBits(word, { isStart: at > 0, isEnd: at < last })));
}

/** Of a phrase only the last word may be a part of one. */
function phraseBits({ chunks, words }: Variant, isWhole: boolean): Condition {
  const last = chunks.at(-1) ?? '';
  const isUnfinished = !isWhole && isInWord(last, last.length - 1);
  const whole = isUnfinished ? words.slice(0, -1) : words;
  return all([
    ...rowBits(words, isUnfinished),
    ...whole.flatMap(wholeBits),
    ...(isUnfinished ? someBits(words.at(-1) ?? '', { isStart: true }) : []),
  ]);
}

function exactBits(variant: Variant): Condition {
  return variant.isWord ? all(wholeBits(variant.text)) : runBits(variant);
}

function formBits(variant: Variant): Condition {
  if (variant.isWord) {
    // Forms begin alike, but for the last letter of the stem: happy, happier.
    const start = variant.stem.slice(0, -1);
    return all([...stemBits(variant.text), ...(start.length > 1 ? someBits(start, { isStart: true }) : [])]);
  }
  // Words apart count only as typed: in other letters punctuation means nothing.
  if (!variant.isTyped) return runBits(variant);
  return any([runBits(variant), all(variant.words.flatMap(wholeBits))]);
}

function partOf(variant: Variant): Condition {
  if (variant.isForm) return nothing;
  if (!variant.isWord) return runBits(variant);
  // Two letters are looked for at the beginnings of words only, one as a word.
  if (variant.text.length === 1) return all(stemBits(variant.text));
  return all(someBits(variant.text, { isStart: variant.text.length === 2 }));
}

const fuzzyBits = (variant: Variant): Condition[] =>
  variant.traces.map(({ pieces }) =>
    all(pieces.flatMap(({ text, ...ends }) => partBits(text, ends).slice(0, mostTraceBits))),
  );

/** What a term asks of a signature, by stage; each is passed only by what it adds to those before it. */
export type TermConditions = readonly [Condition, Condition, Condition, Condition];

/** Of the most telling terms. A block is of a stage when each of them passes there or before. */
export function termConditions(terms: readonly Term[]): TermConditions[] {
  return terms
    .toSorted((a, b) => (b.variants[0]?.text.length ?? 0) - (a.variants[0]?.text.length ?? 0))
    .slice(0, mostTerms)
    .map(({ variants, isPhrase }) =>
      isPhrase
        ? [
            all(variants.map((variant) => phraseBits(variant, true))),
            nothing,
            all(variants.map((variant) => phraseBits(variant, false))),
            nothing,
          ]
        : [
            any(variants.slice(0, 1).map(exactBits)),
            any(variants.map(formBits)),
            any(variants.map(partOf)),
            any(variants.flatMap(fuzzyBits)),
          ],
    );
}

/** The same for stages that take in all ranks up to one. */
export function byStage(terms: readonly TermConditions[], worstRanks: readonly number[]): Condition[][] {
  return terms.map((conditions) =>
    worstRanks.map((worst, at) => any(conditions.slice((worstRanks[at - 1] ?? -1) + 1, worst + 1))),
  );
}

export function filterCondition({
  from,
  has,
}: {
  from?: string | undefined;
  has: readonly SearchHas[];
}): Condition {
  return all([...(from === undefined ? [] : senderBits(from)), ...has.flatMap(hasBits)]);
}

/** As SQL over the column; numbers only, so that there is nothing to escape. Every bit once in a conjunction. */
export function conditionSql(condition: Condition, column: string): string {
  if (typeof condition === 'number') return `get_bit(${column}, ${condition}) = 1`;
  if ('all' in condition) {
    const parts = [...new Set(condition.all.map((each) => conditionSql(each, column)))].filter(
      (part) => part !== 'true',
    );
    if (parts.includes('false')) return 'false';
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
  }
  const parts = [...new Set(condition.any.map((each) => conditionSql(each, column)))].filter(
    (part) => part !== 'false',
  );
  if (parts.includes('true')) return 'true';
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
}
