import { byStage } from '../search/condition.ts';
import type { TermConditions } from '../search/condition.ts';
import type { Reader } from '../tables/database.ts';
import { mostCandidates, searchCandidates } from './search-candidates.ts';
import type { Candidate, CandidateQuery } from './search-candidates.ts';
import { searchTails } from './search-tails.ts';

/**
 * Asks for blocks as stages begin: for all but near misses at once, and for those, of which there are most and whose
 * conditions are the longest, only when they are looked for.
 */
export class SearchStages {
  /** There were more blocks than are looked at. */
  isCutShort = false;
  readonly #db: Reader;
  readonly #query: Omit<CandidateQuery, 'terms'>;
  readonly #terms: readonly TermConditions[];
  readonly #worstRanks: readonly number[];
  #isBegun = false;
  #hasTails = false;

  constructor(
    db: Reader,
    query: Omit<CandidateQuery, 'terms'>,
    terms: readonly TermConditions[],
    worstRanks: readonly number[],
  ) {
    this.#db = db;
    this.#query = query;
    this.#terms = terms;
    this.#worstRanks = worstRanks;
  }

  /** What is to be looked at from this stage on, besides what was told before. */
  async find(stage: number): Promise<Candidate[]> {
    // Before the blocks: what gets from here into one meanwhile is found in both, not in none.
    const tails = await this.#tails();
    return [...tails, ...(await this.#blocks(stage))];
  }

  /** Once: they are looked at in all stages. */
  async #tails(): Promise<Candidate[]> {
    if (this.#hasTails) return [];
    this.#hasTails = true;
    const { blocks, isCutShort } = await searchTails(this.#db, this.#query);
    if (isCutShort) this.isCutShort = true;
    return blocks;
  }

  async #blocks(stage: number): Promise<Candidate[]> {
    const worst = this.#worstRanks.at(-1) ?? 0;
    if (stage > 0 && stage === this.#worstRanks.length - 1) {
      const { from } = this.#query;
      const near = await this.#ask([worst], from?.stage === stage ? { ...from, stage: 0 } : undefined);
      return near.map((block) => ({ ...block, stage }));
    }
    if (this.#isBegun) return [];
    this.#isBegun = true;
    return this.#ask(worst === 0 ? [0] : this.#worstRanks.slice(0, -1), this.#query.from);
  }

  async #ask(worstRanks: readonly number[], from: CandidateQuery['from']): Promise<Candidate[]> {
    const found = await searchCandidates(this.#db, {
      ...this.#query,
      terms: byStage(this.#terms, worstRanks),
      from,
    });
    if (found.length === mostCandidates) this.isCutShort = true;
    return found;
  }
}
