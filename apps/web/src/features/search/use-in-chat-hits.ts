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
        { ...options, in: chatId, sort: 'newest', limit: pageSize, ...(cursor && { cursor }) },
        signal,
      ),
    { isTyped: true, isWanted: options !== null },
  );
  const [place, setPlace] = useState({ key, at: 0 });
  const { pages, hasMore, loadMore } = list;
  const hits = pages.flatMap((page) => page.hits);
  const at = place.key === key ? Math.min(place.at, Math.max(0, hits.length - 1)) : 0;
  const first = pages[0];

  const show = useEffectEvent(() => {
    const [hit] = hits;
    if (hit) jumpTo(hit.seq);
  });
  useEffect(() => {
    if (first) show();
  }, [first]);
  const mark = useEffectEvent(() => {
    if (first) markHits(chatId, hits, hits[at]?.seq ?? null);
    else unmarkHits();
  });
  useEffect(() => mark(), [first, at, pages.length]);
  useEffect(() => {
    if (hasMore && at > hits.length - ahead) void loadMore();
  }, [at, hits.length, hasMore, loadMore]);

  return {
    at,
    count: hits.length,
    hasMore,
    hasFailed: list.hasFailed,
    error: list.error,
    isNothing: first !== undefined && hits.length === 0,
    retry: list.reload,
    /** To an older one, or back; from an end to the other, once both are known. */
    step(by: 1 | -1): void {
      if (hits.length === 0) return;
      const next = at + by;
      const isOutside = next < 0 || next >= hits.length;
      if (isOutside && hasMore) return;
      const to = (next + hits.length) % hits.length;
      const hit = hits[to];
      setPlace({ key, at: to });
      if (hit) jumpTo(hit.seq);
    },
  };
}
