import { wordsOf } from '@bridges/contracts/search';
import { readText, writeText } from './kept-text.ts';
import { needlesOf, runRank, wordRank } from './match.ts';
import type { Needle } from './match.ts';
import { notFound } from './term.ts';
import type { Term, Variant } from './term.ts';
import { wordAround } from './word-at.ts';

/**
 * Finds one term in kept texts as `termRank` does, up to a stage, without taking them into words: only the words
 * around a needle are looked at, and each different one once.
 */
export class Seeker {
  /** Whatever holds the term has a match of this. */
  readonly needles: RegExp;
  /** Of the shortest of them. */
  readonly needleLength: number;
  readonly #term: Term;
  readonly #most: number;
  readonly #ranks = new Map<string, number>();
  readonly #words: readonly Variant[];
  readonly #wordNeedles: RegExp;
  /** Their texts as blocks keep them. */
  readonly #runs: readonly Variant[];

  constructor(term: Term, most: number) {
    const needles = needlesOf(term.variants, most);
    this.#term = term;
    this.#most = most;
    this.#words = term.variants.filter(({ isWord }) => isWord && !term.isPhrase);
    this.#runs = term.variants
      .filter(({ isWord }) => !isWord || term.isPhrase)
      .map((run) => ({ ...run, text: writeText(run.text), chunks: run.chunks.map(writeText) }));
    this.needles = anyOf(needles);
    this.needleLength = Math.min(...needles.map(({ length }) => length));
    this.#wordNeedles = anyOf(needlesOf(this.#words, most));
  }

  rankIn(text: string): number {
    const best = this.#words.length > 0 ? this.#wordRankIn(text) : notFound;
    return best === 0 || this.#runs.length === 0 ? best : Math.min(best, this.#runRankIn(text));
  }

  #wordRankIn(text: string): number {
    const needles = this.#wordNeedles;
    let best = notFound;
    needles.lastIndex = 0;
    for (let match = needles.exec(text); match && best > 0; match = needles.exec(text)) {
      // One word as a rule.
      for (let at = match.index; at < needles.lastIndex;) {
        const { start, end } = wordAround(text, at);
        best = Math.min(best, this.#rankOf(text.slice(start, end)));
        at = end;
        if (at >= needles.lastIndex) needles.lastIndex = at;
      }
    }
    return best;
  }

  #rankOf(word: string): number {
    let rank = this.#ranks.get(word);
    if (rank === undefined) {
      const folded = readText(word);
      rank = Math.min(...this.#words.map((variant) => wordRank(folded, variant, this.#most)));
      this.#ranks.set(word, rank);
    }
    return rank;
  }

  #runRankIn(text: string): number {
    let words: ReadonlySet<string> | undefined;
    const held = () => (words ??= new Set(wordsOf(readText(text))));
    return Math.min(
      ...this.#runs.map((variant) => runRank(text, held, variant, this.#most, this.#term.isPhrase)),
    );
  }
}

/**
 * Nothing is found by no needle. Those that begin with another are found by it; the others are sorted by their first
 * sign, because at each place of a text all that are not are tried one after the other.
 */
function anyOf(needles: readonly Needle[]): RegExp {
  const byStart = new Map<string, string[]>();
  for (const source of needles.map((needle) => needle.source).toSorted((a, b) => a.length - b.length)) {
    const start = /^\\?./su.exec(source)?.[0] ?? '';
    const others = byStart.get(start) ?? [];
    if (!others.some((other) => source.startsWith(other))) byStart.set(start, [...others, source]);
  }
  const groups = [...byStart].map(([start, sources]) => {
    const rests = sources.map((source) => source.slice(start.length));
    return rests.length === 1 ? `${start}${rests[0] ?? ''}` : `${start}(?:${rests.join('|')})`;
  });
  return new RegExp(groups.length === 0 ? '(?!)' : writeText(groups.join('|')), 'g');
}
