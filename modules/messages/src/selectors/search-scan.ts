import { headWithKinds, readLine } from '../search/block.ts';
import type { BlockLine } from '../search/block.ts';
import { Seeker } from '../search/seeker.ts';
import { notFound } from '../search/term.ts';
import type { Term } from '../search/term.ts';
import type { Candidate } from './search-candidates.ts';
import type { SearchTime } from './search-time.ts';

/** Where a message stands in the order of the results. */
export interface HitPlace {
  stage: number;
  atMs: number;
  chatId: string;
  seq: number;
}

/** What a block says, and who wrote it if that matters. */
export interface LoadedBlock {
  chatId: string;
  blockNo: number;
  lines: string;
  senders: readonly string[];
}

export interface ScanOptions {
  /** Blocks in which something may be found from a stage on, besides those of stages before it. */
  find: (stage: number) => Promise<readonly Candidate[]>;
  /** Reads blocks, in any order; all that are still there, unless the time is over. */
  load: (blocks: readonly Candidate[]) => Promise<readonly LoadedBlock[]>;
  terms: readonly Term[];
  /** The worst rank of each stage; what is better belongs to a stage before it. */
  worstRanks: readonly number[];
  isWanted: (line: BlockLine, chatId: string, senderId: string | undefined) => boolean;
  /** Only messages with more than text are wanted. */
  hasKinds: boolean;
  from?: HitPlace | undefined;
  /** No more is read when it is over. */
  time: SearchTime;
}

/** Characters of text for one page. */
const mostText = 8_000_000;
/** Where the page would end where it began: so much more, since all of it is held in memory. */
const mostTimes = 4;
/** Blocks that are read at once: few at first, because the newest often suffice. */
const firstPart = 16;
const largestPart = 128;
const aheadFrom = 64;

/** Before all hits of a stage that are of this moment or older. */
export const placeBefore = (stage: number, atMs: number): HitPlace => ({
  stage,
  atMs,
  chatId: firstChatId,
  seq: lastSeq,
});
const firstChatId = '00000000-0000-0000-0000-000000000000';
const lastSeq = 1_000_000_000;

/** The newest first; those of one moment in any order that is always the same. */
export const inOrder = (a: HitPlace, b: HitPlace) =>
  b.atMs - a.atMs || (a.chatId < b.chatId ? -1 : a.chatId > b.chatId ? 1 : b.seq - a.seq);

/** Reads the texts of candidates and finds messages in them, stage by stage. */
export class SearchScan {
  /** It stopped at a limit, not at the end. */
  isPartial = false;
  /** From there on it may go on; undefined: it came to the end, or no further than the page before. */
  stoppedAt: HitPlace | undefined;
  readonly #options: ScanOptions;
  readonly #blocks = new Map<string, Block>();
  readonly #seekers = new Map<number, readonly Seeker[]>();
  #textLength = 0;
  /** A block was not read to its end. */
  #isCut = false;
  /** What was too little for a stage is too little for the next one. */
  #partSize = firstPart;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** The messages of a stage in their order, found as they are asked for: all of them unless it is partial. */
  async *stage(stage: number): AsyncGenerator<HitPlace> {
    const { from, find } = this.#options;
    for (const block of await find(stage)) {
      const key = keyOf(block);
      if (!this.#blocks.has(key)) this.#blocks.set(key, { ...block, text: undefined });
    }
    const start = from?.stage === stage ? from : undefined;
    const blocks = [...this.#blocks.values()]
      .filter((block) => block.stage <= stage && (!start || block.oldestMs <= start.atMs))
      .toSorted((a, b) => b.newestMs - a.newestMs);
    let pending: HitPlace[] = [];
    let next = blocks[0];
    for await (const part of this.#parts(blocks, start)) {
      next = part.rest;
      for (const block of part.blocks) {
        // What took too long to read.
        this.#isCut ||= block.text === undefined && this.#options.time.isOver();
        pending.push(...(await this.#hitsOf(block, stage)));
        if (!this.#isCut) continue;
        next = block;
        break;
      }
      if (start) pending = pending.filter((hit) => inOrder(hit, start) > 0);
      pending.sort(inOrder);
      const borderMs = next?.newestMs ?? -Infinity;
      const older = pending.findIndex((hit) => hit.atMs <= borderMs);
      const final = older < 0 ? pending.splice(0) : pending.splice(0, older);
      yield* final;
      if (this.#isCut) break;
      await this.#options.time.giveTurn();
    }
    if (next) {
      this.isPartial = true;
      const isFurther = start ? next.newestMs < start.atMs : stage > 0 || next !== blocks[0];
      // What is older than a block that was not looked at comes after what that holds.
      if (isFurther) this.stoppedAt = placeBefore(stage, next.newestMs);
    }
    if (!this.stoppedAt) yield* pending;
  }

  /** Parts of blocks that are read, and the block after each. Who wants many has the next one read meanwhile. */
  async *#parts(blocks: readonly Block[], start: HitPlace | undefined): AsyncGenerator<Part> {
    let ahead: Promise<void> | undefined;
    let end = this.#partEnd(blocks, 0);
    try {
      for (let next = 0; next < blocks.length && !this.#isSpent(blocks[next], start);) {
        const part = blocks.slice(next, end);
        await (ahead ?? this.#load(part));
        next = end;
        const isLong = this.#partSize >= aheadFrom;
        this.#partSize = Math.min(largestPart, this.#partSize * 2);
        end = this.#partEnd(blocks, next);
        ahead = isLong ? this.#load(blocks.slice(next, end)) : undefined;
        // It is waited for when its turn comes.
        ahead?.catch(() => {});
        yield { blocks: part, rest: blocks[next] };
      }
    } finally {
      await ahead?.catch(() => {});
    }
  }

  /** Where a part ends: those that were read for a stage before cost nothing. */
  #partEnd(blocks: readonly Block[], start: number): number {
    let end = start;
    for (let missing = 0; end < blocks.length; end++)
      if (blocks[end]?.text === undefined && ++missing > this.#partSize) break;
    return end;
  }

  /** Where all blocks so far reach back to the page before, more of them are read, so that this one comes further. */
  #isSpent(next: Block | undefined, start: HitPlace | undefined): boolean {
    const isFurther = !start || !next || next.newestMs < start.atMs;
    const most = isFurther ? mostText : mostText * mostTimes;
    return this.#textLength > most || this.#options.time.isOver();
  }

  async #load(blocks: readonly Block[]): Promise<void> {
    const missing = blocks.filter(({ text }) => text === undefined);
    if (missing.length === 0) return;
    for (const { lines, senders, ...place } of await this.#options.load(missing)) {
      const block = this.#blocks.get(keyOf(place));
      if (block) block.text = { lines, senders, read: -1, hits: [] };
      this.#textLength += lines.length;
    }
  }

  /** A block is read once for two stages: the better hits of the second wait for their turn. */
  async #hitsOf({ chatId, text }: Block, stage: number): Promise<HitPlace[]> {
    if (!text) return [];
    if (stage > text.read) {
      // To find forms and parts together costs no more; near misses do, but of several words few messages hold all.
      const last = this.#options.worstRanks.length - 1;
      const until = Math.max(stage, this.#options.terms.length > 1 ? last : last - 1);
      await this.#readBlock(chatId, text, until);
      text.read = until;
      if (until === last) text.lines = '';
    }
    return text.hits.filter((hit) => hit.stage === stage);
  }

  /** Reads it for the stages up to one, or as much of it as there is time for. */
  async #readBlock(chatId: string, text: BlockText, until: number): Promise<void> {
    const { worstRanks, isWanted, hasKinds, time } = this.#options;
    const { lines } = text;
    const most = worstRanks[until] ?? 0;
    const least = worstRanks[text.read] ?? -1;
    const [lead, ...others] = this.#seekersOf(most);
    const needles = lead?.needles ?? (hasKinds ? headWithKinds : undefined);
    for (const { start, tab, end } of needles ? linesWith(lines, needles) : linesOf(lines)) {
      const words = lines.slice(tab + 1, end);
      let rank = lead?.rankIn(words) ?? 0;
      for (const other of others) if (rank < notFound) rank = Math.max(rank, other.rankIn(words));
      if (rank <= most && rank > least) {
        const line = readLine(lines.slice(start, end));
        const rankStage = worstRanks.findIndex((worst) => rank <= worst);
        if (isWanted(line, chatId, text.senders[line.sender]))
          text.hits.push({ stage: rankStage, atMs: line.atMs, chatId, seq: line.seq });
      }
      if (!time.isTurnDue()) continue;
      await time.giveTurn();
      if (!time.isOver()) continue;
      this.#isCut = true;
      return;
    }
  }

  /** By the worst rank that is looked for; the longest needles first, because they fail soonest. */
  #seekersOf(most: number): readonly Seeker[] {
    let seekers = this.#seekers.get(most);
    if (!seekers) {
      seekers = this.#options.terms
        .map((term) => new Seeker(term, most))
        .toSorted((a, b) => b.needleLength - a.needleLength);
      this.#seekers.set(most, seekers);
    }
    return seekers;
  }
}

interface Part {
  blocks: Block[];
  rest: Block | undefined;
}

interface Block extends Candidate {
  text: BlockText | undefined;
}

interface BlockText {
  /** Empty when they are not needed any more. */
  lines: string;
  senders: readonly string[];
  /** The last stage it was read for. */
  read: number;
  hits: HitPlace[];
}

interface LinePlace {
  start: number;
  /** Where its head ends and its text begins. */
  tab: number;
  end: number;
}

/** Lines whose texts hold a needle, or that have a tab after one, found without looking at the others. */
function* linesWith(lines: string, needles: RegExp): Generator<LinePlace> {
  for (let from = 0; ;) {
    // Others may use the same pattern between two of these.
    needles.lastIndex = from;
    if (!needles.test(lines)) return;
    const at = needles.lastIndex - 1;
    const start = lines.lastIndexOf('\n', at) + 1;
    const tab = lines.indexOf('\t', start);
    const end = lines.indexOf('\n', at);
    // The head may hold it, too.
    from = at >= tab ? end : tab;
    if (at >= tab) yield { start, tab, end };
  }
}

function* linesOf(lines: string): Generator<LinePlace> {
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf('\n', start);
    yield { start, tab: lines.indexOf('\t', start), end };
    start = end + 1;
  }
}

const keyOf = ({ chatId, blockNo }: Pick<Candidate, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;
