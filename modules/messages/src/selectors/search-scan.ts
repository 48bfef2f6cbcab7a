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
  /** `isWanted` looks at the senders. */
  hasSenders: boolean;
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
  readonly #texts = new Map<string, BlockText>();
  readonly #needles = new Map<number, string[][]>();
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
    for (const block of await searchTexts(this.#db, missing, this.#options)) {
      this.#texts.set(keyOf(block), { ...block, hits: [] });
      this.#textLength += block.lines.length;
    }
  }

  /** A block is read once for two stages: the better hits of the second wait for their turn. */
  #hitsOf(block: Candidate, stage: number): HitPlace[] {
    const key = keyOf(block);
    const text = this.#texts.get(key);
    if (!text) return [];
    const { terms, worstRanks, isWanted } = this.#options;
    const read = text.read ?? -1;
    if (stage > read) {
      const until = stage === 0 ? 0 : Math.max(stage, Math.min(2, worstRanks.length - 2));
      const most = worstRanks[until] ?? 0;
      const least = worstRanks[read] ?? -1;
      text.read = until;
      for (const written of linesWith(text.lines, this.#needlesOf(most))) {
        const line = readLine(written);
        if (!isWanted(line, block.chatId, text.senders[line.sender])) continue;
        const rank = terms.length === 0 ? 0 : textRank(line.text, terms, most);
        if (rank > least && rank <= most)
          text.hits.push({
            stage: worstRanks.findIndex((worst) => rank <= worst),
            atMs: line.atMs,
            chatId: block.chatId,
            seq: line.seq,
          });
      }
    }
    return text.hits.filter((hit) => hit.stage === stage);
  }

  /** By the worst rank that is looked for; the longest first, because they fail soonest. */
  #needlesOf(most: number): string[][] {
    let needles = this.#needles.get(most);
    if (!needles) {
      const shortest = (some: readonly string[]) => Math.min(...some.map((needle) => needle.length));
      needles = this.#options.terms
        .map((term) => needlesOf(term, most))
        .toSorted((a, b) => shortest(b) - shortest(a));
      this.#needles.set(most, needles);
    }
    return needles;
  }
}

interface BlockText {
  lines: string;
  senders: readonly string[];
  /** The last stage it was read for. */
  read?: number;
  hits: HitPlace[];
}

/** Lines that hold one needle of each list, found without looking at the others. */
function linesWith(lines: string, [first, ...others]: readonly (readonly string[])[]): string[] {
  if (first === undefined) return lines.split('\n').filter((line) => line !== '');
  const found = new Map<number, string>();
  for (const needle of first)
    for (let at = lines.indexOf(needle); at >= 0;) {
      const start = lines.lastIndexOf('\n', at) + 1;
      const end = lines.indexOf('\n', at);
      found.set(start, lines.slice(start, end));
      at = lines.indexOf(needle, end);
    }
  return [...found.values()].filter((line) =>
    others.every((some) => some.some((needle) => line.includes(needle))),
  );
}

const keyOf = ({ chatId, blockNo }: Pick<Candidate, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;
