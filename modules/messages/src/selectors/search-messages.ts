import type { SearchHit, SearchMatch } from '@bridges/contracts';
import { filterCondition, termConditions } from '../search/condition.ts';
import { hasKinds, hasOf } from '../search/searched-fields.ts';
import { fragmentOf, highlightsOf } from '../search/highlight.ts';
import { foldedFields } from '../search/block.ts';
import type { BlockLine } from '../search/block.ts';
import { textRank } from '../search/match.ts';
import { notFound, stages } from '../search/term.ts';
import type { Term } from '../search/term.ts';
import type { Reader } from '../tables/database.ts';
import { keyOf } from './message-view.ts';
import type { SearchFilters } from './search-filters.ts';
import { SearchScan, inOrder, placeBefore } from './search-scan.ts';
import type { HitPlace } from './search-scan.ts';
import { SearchStages } from './search-stages.ts';
import type { SearchTime } from './search-time.ts';
import type { SearchTextCache } from './search-text-cache.ts';
import { searchTexts } from './search-texts.ts';
import { searchVisible } from './search-visible.ts';
import type { VisibleMessage } from './search-visible.ts';

export interface MessageSearch {
  terms: readonly Term[];
  filters: SearchFilters;
  sort: 'relevance' | 'newest';
  limit: number;
  from?: SearchPosition | undefined;
  time: SearchTime;
  /** Hits are counted up to this many, beyond those of the page. */
  countTo?: number | undefined;
  texts: SearchTextCache;
}

export interface FoundMessages {
  hits: SearchHit[];
  isPartial: boolean;
  next: SearchPosition | null;
  /** From this page on. */
  count: number;
  /** There are no more than these. */
  isCountExact: boolean;
}

/** The last hit of a page, and how many there were so far. */
export interface SearchPosition extends HitPlace {
  foundCount: number;
}

/** With this many found, near misses are not looked for. */
const enough = 3;
const worstRank = stages.length - 1;

/** Messages that this user may read and that answer all of the query, in the order of `sort`. */
export async function searchMessages(
  db: Reader,
  viewerId: string,
  search: MessageSearch,
): Promise<FoundMessages> {
  const { terms, filters, sort, limit, from, time } = search;
  const most = Math.max(limit, search.countTo ?? 0);
  const worstRanks = terms.length === 0 ? [0] : sort === 'newest' ? [worstRank - 1, worstRank] : [0, 1, 2, 3];
  const blocks = new SearchStages(
    db,
    {
      viewerId,
      chatId: filters.chatId,
      before: filters.before,
      after: filters.after,
      isPinned: filters.isPinned,
      senderId: filters.senderId,
      filter: filterCondition({ from: filters.senderId, has: filters.has }),
      from: from && { stage: from.stage, atMs: from.atMs },
    },
    termConditions(terms),
    worstRanks,
  );
  const pins = filters.isPinned ? await pinnedPlaces(db, viewerId) : undefined;
  const scan = new SearchScan({
    async find(stage) {
      await time.shorten();
      return blocks.find(stage);
    },
    async load(wanted) {
      await time.shorten();
      return searchTexts(db, search.texts, wanted, { hasSenders: filters.senderId !== undefined, time });
    },
    terms,
    worstRanks,
    isWanted: lineFilter(filters, pins),
    hasKinds: filters.has.length > 0,
    from,
    time,
  });
  const hits: { place: HitPlace; hit: SearchHit }[] = [];
  const before = from?.foundCount ?? 0;
  const seen = new Set<string>();
  let isLate = false;
  let lateAt: HitPlace | undefined;
  const isDone = () => hits.length > most || isLate;
  for (let stage = from?.stage ?? 0; stage < worstRanks.length && !isDone(); stage++) {
    if (worstRanks[stage] === worstRank && stage !== from?.stage && before + hits.length >= enough) break;
    let batch: HitPlace[] = [];
    const take = async () => {
      const visible = await searchVisible(db, viewerId, batch);
      for (const place of batch) {
        if (time.isTurnDue()) await time.giveTurn();
        isLate ||= time.isLate();
        if (isLate) {
          lateAt = placeBefore(place.stage, place.atMs);
          return;
        }
        const found = visible.get(keyOf(place));
        const hit = found && presentHit(found, terms, filters, worstRanks[stage]);
        if (hit) hits.push({ place, hit });
      }
      batch = [];
    };
    for await (const place of scan.stage(stage)) {
      // The index may come to a message between two looks, or in another stage: it is in a block then, and in a tail.
      const key = keyOf(place);
      if (seen.has(key)) continue;
      seen.add(key);
      if (batch.push(place) + hits.length > most) await take();
      if (isDone()) break;
    }
    if (batch.length > 0 && !isDone()) await take();
    if (scan.isPartial) break;
  }
  const isCutShort = scan.isPartial || blocks.isCutShort || isLate;
  // It came no further than the page before: of what it found nobody knows what should stand between.
  const isStuck = scan.isPartial && scan.stoppedAt === undefined;
  const isFull = hits.length > limit && !isStuck;
  const page = hits.slice(0, limit);
  const last = isFull || isLate ? page.at(-1)?.place : undefined;
  const stop = isFull ? undefined : furtherThan(from, lateAt ?? scan.stoppedAt);
  const place = isStuck ? undefined : (last ?? stop);
  return {
    hits: page.map(({ hit }) => hit),
    isPartial: !isFull && isCutShort,
    next: place ? { ...place, foundCount: before + page.length } : null,
    count: Math.min(hits.length, most),
    isCountExact: hits.length <= most && !isCutShort,
  };
}

/** A page that ends where it began would be asked for again and again. */
function furtherThan(from: HitPlace | undefined, place: HitPlace | undefined): HitPlace | undefined {
  const isFurther = !from || !place || place.stage > from.stage || inOrder(place, from) > 0;
  return isFurther ? place : undefined;
}

function lineFilter({ senderId, has, before, after }: SearchFilters, pins?: ReadonlySet<string>) {
  const wanted = has.reduce((bits, kind) => bits | (1 << hasKinds.indexOf(kind)), 0);
  const beforeMs = before?.getTime() ?? Infinity;
  const afterMs = after?.getTime() ?? -Infinity;
  return (line: BlockLine, chatId: string, sender: string | undefined) =>
    line.atMs < beforeMs &&
    line.atMs >= afterMs &&
    (line.has & wanted) === wanted &&
    (senderId === undefined || sender === senderId) &&
    (pins === undefined || pins.has(keyOf({ chatId, seq: line.seq })));
}

async function pinnedPlaces(db: Reader, viewerId: string): Promise<Set<string>> {
  const chats = await db
    .selectFrom('chats as chat')
    .innerJoin('chatMembers as member', 'member.chatId', 'chat.id')
    .where('member.userId', '=', viewerId)
    .select(['chat.id', 'chat.pins'])
    .execute();
  return new Set(chats.flatMap(({ id, pins }) => pins.map((seq) => keyOf({ chatId: id, seq }))));
}

/**
 * The message as it is now: undefined if it no longer holds what was asked for, whatever the index says.
 *
 * @param expectedRank the worst that the index has seen in it
 */
function presentHit(
  { row, message }: VisibleMessage,
  terms: readonly Term[],
  { has }: SearchFilters,
  expectedRank = worstRank,
): SearchHit | undefined {
  const rank = terms.length === 0 ? 0 : rankNow(foldedFields(row), terms, expectedRank);
  const held = hasOf(row);
  if (rank >= notFound || !has.every((kind) => held.includes(kind))) return undefined;
  const highlights = highlightsOf(message.text, terms, rank);
  const match: SearchMatch = terms.length === 0 ? 'filter' : (stages[rank] ?? 'fuzzy');
  const files = (message.attachments ?? []).map(({ fileId, name }) => ({
    fileId,
    highlights: highlightsOf(name, terms, rank),
  }));
  return {
    chatId: row.chatId,
    seq: row.seq,
    message,
    match,
    highlights,
    fragment: fragmentOf(message.text, highlights),
    files: files.filter((file) => file.highlights.length > 0),
  };
}

/** Looks for near misses, which take the longest, only where it was edited since. */
function rankNow(text: string, terms: readonly Term[], expectedRank: number): number {
  const rank = textRank(text, terms, expectedRank);
  return rank < notFound ? rank : textRank(text, terms, worstRank);
}
