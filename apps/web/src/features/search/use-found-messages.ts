import type { SearchHit } from '@bridges/contracts';
import { useEffect } from 'react';
import type { SearchOptions } from '@bridges/sdk';
import { client } from '../../realtime/client.ts';
import { usePages } from '../../ui/use-pages.ts';

/** Files that are shown above the messages. */
const mostFiles = 4;
/** Fewer are no page to look at: where the server gave up on the way, it is asked to go on. */
const few = 10;
/** So many pages come without being asked for. */
const mostAlone = 20;

/** What the server finds in messages: those whose files are named so, and the others, page by page. */
export function useFoundMessages(options: SearchOptions | null) {
  const key = JSON.stringify(options);
  const list = usePages(
    key,
    (cursor, signal) => client.rest.search({ ...options, limit: 30, ...(cursor && { cursor }) }, signal),
    { isTyped: true, keepsOld: true, isWanted: options !== null },
  );
  const files: SearchHit[] = [];
  const messages: SearchHit[] = [];
  for (const [at, page] of list.pages.entries())
    for (const hit of page.hits) {
      // Only of the first page, so that what comes by scrolling moves nothing.
      const isFile = at === 0 && hit.files.length > 0 && files.length < mostFiles;
      (isFile ? files : messages).push(hit);
    }
  const { hasMore, loadMore, moreError } = list;
  const isPartial = list.pages.at(-1)?.isPartial ?? false;
  const count = files.length + messages.length;
  const isGoingOn =
    isPartial && hasMore && count < few && list.pages.length <= mostAlone && moreError === null;
  useEffect(() => {
    if (isGoingOn) void loadMore();
  }, [isGoingOn, loadMore]);
  return {
    ...list,
    // What is there already can be used meanwhile.
    isLoading: list.isLoading || (isGoingOn && count === 0),
    files,
    messages,
    users: new Map(list.pages.flatMap((page) => page.users.map((user) => [user.id, user] as const))),
    chats: new Map(list.pages.flatMap((page) => page.chats.map((chat) => [chat.id, chat] as const))),
    /** Older ones were not looked at. */
    isPartial: isPartial && !isGoingOn,
  };
}
