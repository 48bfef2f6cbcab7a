import type { SearchHit } from '@bridges/contracts';
import type { SearchOptions } from '@bridges/sdk';
import { client } from '../../realtime/client.ts';
import { usePages } from '../../ui/use-pages.ts';

/** Files that are shown above the messages. */
const mostFiles = 4;

/** What the server finds in messages: those whose files are named so, and the others, page by page. */
export function useFoundMessages(options: SearchOptions | null) {
  const list = usePages(
    JSON.stringify(options),
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
  return {
    ...list,
    files,
    messages,
    users: new Map(list.pages.flatMap((page) => page.users.map((user) => [user.id, user] as const))),
    chats: new Map(list.pages.flatMap((page) => page.chats.map((chat) => [chat.id, chat] as const))),
    isPartial: list.pages.at(-1)?.isPartial ?? false,
  };
}
