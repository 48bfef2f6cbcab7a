import type { Cache, Caches } from '@bridges/kit';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { chatList } from './chat-list.ts';
import type { ChatListPage } from './chat-list.ts';
import { chatListName, inArchive } from './chat-list-filters.ts';

type ListedChats = Awaited<ReturnType<typeof chatList>>;

/** Longer lists are read from the database each time, so that a full cache has a size: some 130 MB. */
const longestList = 128 * 1024;

/**
 * The beginnings of users' lists of chats. A message to a chat must not cost something for each of its members, so
 * nobody invalidates them: the key holds a hash of all rows that the list is made from, which one query reads anew
 * each time. A list that changed, or that lost a chat, is another list.
 */
export interface ChatListCache {
  read(db: Reader, viewerId: string, page: ChatListPage): Promise<ListedChats>;
}

export function createChatListCache(caches: Caches): ChatListCache {
  const lists: Cache<ListedChats> = caches.create({
    name: 'chat-lists',
    maxEntries: 1000,
    ttlMs: 30 * 60_000,
    isRenewedByUse: true,
  });
  return {
    async read(db, viewerId, page) {
      if (page.cursor !== undefined) return chatList(db, viewerId, page);
      const state = await listState(db, viewerId);
      // Loaded after its state was read, so never older than it.
      const found: ListedChats[] = [];
      const kept = await lists.read(`${viewerId}:${chatListName(page)}:${page.limit}:${state}`, async () => {
        const list = await chatList(db, viewerId, page);
        if (JSON.stringify(list).length <= longestList) return list;
        found.push(list);
        return undefined;
      });
      return kept ?? found[0] ?? chatList(db, viewerId, page);
    },
  };
}

/**
 * Stands for the user's chats, her place in them, her marks and what waits for her eyes. Whole rows are hashed: a
 * column that is added counts by itself. Every change of a chat's last message raises the chat's rev or lastSeq; what
 * a user hides for herself raises her own rev, which is in no row of a chat. A mute that runs out moves a chat out of
 * the archive without a write, so the rule's outcome is hashed as well.
 */
async function listState(db: Reader, viewerId: string): Promise<string> {
  const { state } = await db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .leftJoin('chatMarks as marks', (join) =>
      join.onRef('marks.userId', '=', 'member.userId').onRef('marks.chatId', '=', 'member.chatId'),
    )
    .where('member.userId', '=', viewerId)
    .select(
      sql<string>`concat_ws('.', count(*),
        bit_xor(hash_record_extended(row(member, chat, marks, ${inArchive}), 1)),
        bit_xor(hash_record_extended(row(member, chat, marks, ${inArchive}), 2)),
        (select bit_xor(hash_record_extended(row(waits), 1)) from attentions waits where waits.user_id = ${viewerId}),
        (select rev from user_revs where user_id = ${viewerId}))`.as('state'),
    )
    .executeTakeFirstOrThrow();
  return state;
}
