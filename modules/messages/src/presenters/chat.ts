import type { Chat } from '@bridges/contracts';
import type { ChatRow } from '../selectors/chat-rows.ts';
import { presentMessage } from './message.ts';

/** Row → API, as this member sees the chat. */
export function presentChat(row: ChatRow, viewerId: string): Chat {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    handle: row.handle,
    peerId: row.kind === 'direct' ? (row.userLow === viewerId ? row.userHigh : row.userLow) : null,
    role: row.role,
    createdAt: row.createdAt.toISOString(),
    lastActivityAt: row.lastActivityAt.toISOString(),
    lastSeq: row.lastSeq,
    lastMessage: row.lastMessage && presentMessage(row.lastMessage),
    readSeq: row.readSeq,
    othersReadSeq: row.topReader === viewerId ? row.secondReadSeq : row.topReadSeq,
    unreadCount: row.lastSeq - row.readSeq,
  };
}

/** The users a list of chats speaks of. */
export function usersOfChats(chats: readonly Chat[]): string[] {
  const ids = chats.flatMap((chat) => [chat.peerId, chat.lastMessage?.senderId ?? null]);
  return [...new Set(ids.filter((id) => id !== null))];
}
