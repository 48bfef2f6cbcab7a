import { readersMost } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { z } from 'zod';
import type { MemberRole, Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';
import { frozenRead } from './frozen-read.ts';

export interface ListedMember {
  userId: string;
  role: MemberRole;
  /** Null where nobody is told who has read. */
  readSeq: number | null;
}

const position = z.tuple([z.uuid()]);

/** One page of a chat's members, in the order of their ids. @throws AppError messages.chat_not_found, kit.bad_cursor */
export async function memberList(
  db: Reader,
  viewerId: string,
  chatId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ members: ListedMember[]; nextCursor: string | null }> {
  await chatAccess(db, viewerId, chatId);
  const listName = `members:${chatId}`;
  let query = db.selectFrom('chatMembers').where('chatId', '=', chatId).select(['userId', 'role', 'readSeq']);
  if (page.cursor !== undefined)
    query = query.where('userId', '>', decodeCursor(listName, position, page.cursor)[0]);
  const rows = await query
    .orderBy('userId')
    .limit(page.limit + 1)
    .execute();
  const members = rows.slice(0, page.limit);
  const last = members.at(-1);
  // As for ticks: who has read is told in small chats only.
  const hidden = (await isLarge(db, chatId)) ? { readSeq: null } : undefined;
  const shown = hidden ?? (await frozenRead(db, viewerId, chatId));
  return {
    members: members.map((row) => (row.userId === viewerId ? { ...row, ...hidden } : { ...row, ...shown })),
    nextCursor: rows.length > page.limit && last ? encodeCursor(listName, [last.userId]) : null,
  };
}

/** Looks at no more members than it has to. */
async function isLarge(db: Reader, chatId: string): Promise<boolean> {
  const beyond = await db
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .select('userId')
    .orderBy('userId')
    .offset(readersMost)
    .limit(1)
    .executeTakeFirst();
  return beyond !== undefined;
}
