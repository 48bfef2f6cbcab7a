import { setImmediate as turn } from 'node:timers/promises';
import { readLine } from '../search/block.ts';
import type { BlockLine } from '../search/block.ts';
import { needlesOf, textRank } from '../search/match.ts';
import type { Term } from '../search/term.ts';
import type { Reader } from '../tables/database.ts';
import { searchTexts } from './search-candidates.ts';
import type { Candidate } from './search-candidates.ts';

/** Where a message stands in the order of the results. */
export interface HitPlace {
  stage: number;
  atMs: number;
  chatId: string;
  seq: number;
}

export interface ScanOptions {
  terms: readonly Term[];
  /** The worst rank of each stage; what is better belongs to a stage before it. */
  worstRanks: readonly number[];
  isWanted: (line: BlockLine, chatId: string, senderId: string | undefined) => boolean;
  from?: HitPlace | undefined;
  /** No more is read after this moment, of `performance.now()`. */
  deadlineMs: number;
}

/** Characters of text for one page. */
const mostText = 8_000_000;
const firstChunk = 12;
const chunk = 32;

/** The newest first; those of one moment in any order that is always the same. */
const inOrder = (a: HitPlace, b: HitPlace) =>
  b.atMs - a.atMs || (a.chatId < b.chatId ? -1 : a.chatId > b.chatId ? 1 : b.seq - a.seq);

/** Reads the texts of candidates and finds messages in them, stage by stage. */
export class SearchScan {
  /** It stopped at a limit, not at the end. */
  isPartial = false;
  readonly #db: Reader;
  readonly #candidates: readonly Candidate[];
  readonly #options: ScanOptions;
  readonly #texts = new Map<string, { lines: string; senders: readonly string[] }>();
  #textLength = 0;

  constructor(db: Reader, candidates: readonly Candidate[], options: ScanOptions) {
    this.#db = db;
    this.#candidates = candidates;
    this.#options = options;
  }

  /** The messages of a stage in their order, found as they are asked for. */
  async *stage(stage: number): AsyncGenerator<HitPlace> {
    const { from } = this.#options;
    const start = from?.stage === stage ? from : undefined;
    const blocks = this.#candidates
      .filter((block) => block.stage <= stage && (!start || block.oldestAt.getTime() <= start.atMs))
      .toSorted((a, b) => b.newestAt.getTime() - a.newestAt.getTime());
    let pending: HitPlace[] = [];
    for (let next = 0; next < blocks.length;) {
      if (this.#isSpent()) break;
      const part = blocks.slice(next, next + (next === 0 ? firstChunk : chunk));
      next += part.length;
      await this.#load(part);
      for (const block of part) pending.push(...this.#hitsOf(block, stage));
      if (start) pending = pending.filter((hit) => inOrder(hit, start) > 0);
      pending.sort(inOrder);
      const borderMs = blocks[next]?.newestAt.getTime() ?? -Infinity;
      const older = pending.findIndex((hit) => hit.atMs <= borderMs);
      const final = older < 0 ? pending.splice(0) : pending.splice(0, older);
      yield* final;
      // Others' requests have their turn between two parts.
      await turn();
    }
    yield* pending;
  }

  #isSpent(): boolean {
    const isSpent = this.#textLength > mostText || performance.now() > this.#options.deadlineMs;
    if (isSpent) this.isPartial = true;
    return isSpent;
  }

  async #load(blocks: readonly Candidate[]): Promise<void> {
    const missing = blocks.filter((block) => !this.#texts.has(keyOf(block)));
    if (missing.length === 0) return;
    for (const block of await searchTexts(this.#db, missing)) {
      this.#texts.set(keyOf(block), block);
      this.#textLength += block.lines.length;
    }
  }

  #hitsOf(block: Candidate, stage: number): HitPlace[] {
    const text = this.#texts.get(keyOf(block));
    if (!text) return [];
    const { terms, worstRanks, isWanted } = this.#options;
    const most = worstRanks[stage] ?? 0;
    const least = worstRanks[stage - 1] ?? -1;
    const needles = terms.map((term) => needlesOf(term, most));
    const holdsAll = (part: string) => needles.every((some) => some.some((needle) => part.includes(needle)));
    if (!holdsAll(text.lines)) return [];
    const hits: HitPlace[] = [];
    for (const written of text.lines.split('\n')) {
      if (written === '' || !holdsAll(written)) continue;
      const line = readLine(written);
      if (!isWanted(line, block.chatId, text.senders[line.sender])) continue;
      const rank = terms.length === 0 ? 0 : textRank(line.text, terms, most);
      if (rank > least && rank <= most)
        hits.push({ stage, atMs: line.atMs, chatId: block.chatId, seq: line.seq });
    }
    return hits;
  }
}

const keyOf = ({ chatId, blockNo }: Pick<Candidate, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;
