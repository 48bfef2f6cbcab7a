import type { SearchHas } from '@bridges/contracts';
import { hasBits, partBits, rowBits, senderBits, stemBits, wordBits } from './signature.ts';
import type { Term, Variant } from './term.ts';
import { isInWord } from './word-at.ts';

/** What a signature must have for its block to be looked at: bits, all of some, or any of some. */
export type Condition = number | { all: readonly Condition[] } | { any: readonly Condition[] };

const all = (conditions: readonly Condition[]): Condition => ({ all: conditions });
const any = (conditions: readonly Condition[]): Condition => ({ any: conditions });

/** The longest terms tell blocks apart best; more of them would cost more than they spare. */
const mostTerms = 5;

/** Words of a run with punctuation inside: its first may be the end of a word, its last the beginning of one. */
function runBits({ words }: Variant): Condition {
  const last = words.length - 1;
  return all(words.map((word, at) => all(partBits(word, { isStart: at > 0, isEnd: at < last }))));
}

/** Of a phrase only the last word may be a part of one. */
function phraseBits({ text, words }: Variant, isWhole: boolean): Condition {
  const isUnfinished = !isWhole && isInWord(text, text.length - 1);
  const whole = isUnfinished ? words.slice(0, -1) : words;
  return all([
    ...whole.flatMap(wordBits),
    ...(isUnfinished ? partBits(words.at(-1) ?? '', { isStart: true }) : []),
    ...rowBits(words, isUnfinished),
  ]);
}

function exactBits(variant: Variant): Condition {
  return variant.isWord ? all(wordBits(variant.text)) : runBits(variant);
}

function formBits(variant: Variant): Condition {
  if (variant.isWord) {
    // Forms begin alike, but for the last letter of the stem: happy, happier.
    const start = variant.stem.slice(0, -1);
    return all([...stemBits(variant.text), ...(start.length > 1 ? partBits(start, { isStart: true }) : [])]);
  }
  // Words apart count only as typed: in other letters punctuation means nothing.
  if (!variant.isTyped) return runBits(variant);
  return any([runBits(variant), all(variant.words.flatMap(wordBits))]);
}

function partOf(variant: Variant): Condition {
  if (!variant.isWord) return runBits(variant);
  // Two letters are looked for at the beginnings of words only, one as a word.
  if (variant.text.length === 1) return all(stemBits(variant.text));
  return all(partBits(variant.text, { isStart: variant.text.length === 2 }));
}

const fuzzyBits = (variant: Variant): Condition[] =>
  variant.traces.map(({ pieces }) => all(pieces.flatMap(({ text, ...ends }) => partBits(text, ends))));

/** By stage; each passes all that the one before it passes. */
export function termConditions(
  terms: readonly Term[],
): readonly [Condition, Condition, Condition, Condition] {
  const telling = terms
    .toSorted((a, b) => (b.variants[0]?.text.length ?? 0) - (a.variants[0]?.text.length ?? 0))
    .slice(0, mostTerms);
  const each = (condition: (term: Term) => Condition) => all(telling.map(condition));
  const typed = ({ variants }: Term) => variants.slice(0, 1);
  const forms = (term: Term) => [...typed(term).map(exactBits), ...term.variants.map(formBits)];
  const parts = (term: Term) => [...forms(term), ...term.variants.map(partOf)];
  const phrase = ({ variants }: Term, isWhole: boolean) =>
    all(variants.map((variant) => phraseBits(variant, isWhole)));
  return [
    each((term) => (term.isPhrase ? phrase(term, true) : any(typed(term).map(exactBits)))),
    each((term) => (term.isPhrase ? phrase(term, true) : any(forms(term)))),
    each((term) => (term.isPhrase ? phrase(term, false) : any(parts(term)))),
    each((term) =>
      term.isPhrase ? phrase(term, false) : any([...parts(term), ...term.variants.flatMap(fuzzyBits)]),
    ),
  ];
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
