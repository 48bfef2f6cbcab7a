import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../realtime/client.ts';
import { usePages } from '../../ui/use-pages.ts';
import { optionsOf } from './filters.ts';
import { markHits, unmarkHits } from './found-store.ts';

const pageSize = 50;
/** The page after is asked for this early. */
const ahead = 10;

/** What is found in one chat, the newest first, and which of it is looked at. */
export function useInChatHits(chatId: string, text: string, jumpTo: (seq: number) => void) {
  const options = optionsOf(text, []);
  const key = JSON.stringify(options);
  const list = usePages(
    key,
    (cursor, signal) =>
      client.rest.search(
        {
          ...options,
          ...{ in: chatId, sort: 'newest', limit: pageSize },
          ...(cursor === undefined ? { total: true } : { cursor }),
        },
        signal,
      ),
    { isTyped: true, isWanted: options !== null },
  );
  const [place, setPlace] = useState({ key, at: 0 });
  /** The oldest is wanted, and not there yet. */
  const [isGoingRound, setIsGoingRound] = useState(false);
  const { pages, hasMore, loadMore, moreError } = list;
  const hits = pages.flatMap((page) => page.hits);
  const at = place.key === key ? Math.min(place.at, Math.max(0, hits.length - 1)) : 0;
  const first = pages[0];

  const isFound = hits.length > 0;
  const show = useEffectEvent(() => {
    const [hit] = hits;
    if (hit) jumpTo(hit.seq);
  });
  useEffect(() => {
    if (isFound) show();
  }, [first, isFound]);
  const mark = useEffectEvent(() => {
    if (first) markHits(chatId, hits, hits[at]?.seq ?? null);
    else unmarkHits();
  });
  useEffect(() => mark(), [first, at, pages.length]);
  useEffect(() => {
    if (hasMore && (at > hits.length - ahead || isGoingRound)) void loadMore();
  }, [at, hits.length, hasMore, loadMore, isGoingRound]);
  const goTo = (to: number) => {
    const hit = hits[to];
    setPlace({ key, at: to });
    if (hit) jumpTo(hit.seq);
  };
  const goRound = useEffectEvent(() => {
    setIsGoingRound(false);
    if (at === 0) goTo(hits.length - 1);
  });
  useEffect(() => {
    if (isGoingRound && !hasMore) goRound();
  }, [isGoingRound, hasMore]);

  const isAll = !hasMore && pages.at(-1)?.isPartial === false;
  const total = isAll ? { count: hits.length, isExact: true } : first?.total;
  return {
    at,
    count: hits.length,
    /** Of all; `isExact`: there are no more. */
    total: total ?? { count: hits.length, isExact: false },
    hasFailed: list.hasFailed || (!isFound && moreError !== null),
    error: list.error ?? moreError,
    isNothing: first !== undefined && !isFound && !hasMore,
    /** Newer messages have no hit; older ones are looked at. */
    isGoingOn: first !== undefined && !isFound && hasMore,
    /** Not all could be looked at. */
    isPartial: !hasMore && !isAll,
    retry: () => (list.hasFailed ? list.reload() : void loadMore()),
    /** To an older one, or back; from an end to the other, where not too many lie between. */
    step(by: 1 | -1): void {
      if (hits.length === 0) return;
      const next = at + by;
      const isOutside = next < 0 || next >= hits.length;
      if (!isOutside || !hasMore) goTo((next + hits.length) % hits.length);
      else if (next < 0 && total?.isExact === true) setIsGoingRound(true);
    },
  };
}
