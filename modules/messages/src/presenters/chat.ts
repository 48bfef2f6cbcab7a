import type { Chat } from '@bridges/contracts';
import { noMarks } from '@bridges/contracts';
import { mayPost } from '../policies/can-post.ts';
import type { StoredMessage } from '../services/append-queue.ts';
import type { ChatRow } from '../selectors/chat-rows.ts';
import { presentMarks } from './chat-marks.ts';
import { presentStored } from './live.ts';
import { presentMessage } from './message.ts';

/** Row → API, as this member sees the chat. */
export function presentChat(row: ChatRow, viewerId: string): Chat {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    handle: row.handle,
    group: row.groupInfo,
    pins: row.pins,
    peerId: row.kind === 'direct' ? (row.userLow === viewerId ? row.userHigh : row.userLow) : null,
    role: row.role,
    canPost: mayPost(row, viewerId, row.role),
    firstSeq: row.firstSeq,
    rev: row.rev,
    marks: presentMarks(row.marks),
    mentionSeqs: row.mentionSeqs,
    reactionSeqs: row.reactionSeqs,
    createdAt: row.createdAt.toISOString(),
    lastActivityAt: row.lastActivityAt.toISOString(),
    lastSeq: row.lastSeq,
    lastMessage: row.lastMessage && presentMessage(row.lastMessage),
    readSeq: row.readSeq,
    othersReadSeq: row.topReader === viewerId ? row.secondReadSeq : row.topReadSeq,
    unreadCount: row.lastSeq - row.readSeq,
  };
}

/** What is known of a direct chat while it is locked. */
export interface DirectHead {
  userLow: string | null;
  userHigh: string | null;
  createdAtMs: number;
}

/** A direct chat right after its first message, as one of its two users sees it. */
export function presentBegunChat(message: StoredMessage, head: DirectHead, viewerId: string): Chat {
  const isMine = message.senderId === viewerId;
  const apiMessage = presentStored(message);
  return {
    id: message.chatId,
    kind: 'direct',
    title: null,
    handle: null,
    group: null,
    pins: [],
    canPost: true,
    firstSeq: 1,
    rev: 0,
    marks: noMarks,
    mentionSeqs: [],
    reactionSeqs: [],
    peerId: head.userLow === viewerId ? head.userHigh : head.userLow,
    role: 'member',
    createdAt: new Date(head.createdAtMs).toISOString(),
    lastActivityAt: apiMessage.createdAt,
    lastSeq: message.seq,
    lastMessage: apiMessage,
    readSeq: isMine ? message.seq : 0,
    othersReadSeq: isMine ? 0 : message.seq,
    unreadCount: isMine ? 0 : message.seq,
  };
}

/** The users a list of chats speaks of. */
export function usersOfChats(chats: readonly Chat[]): string[] {
  const ids = chats.flatMap((chat) => [chat.peerId, chat.lastMessage?.senderId ?? null]);
  return [...new Set(ids.filter((id) => id !== null))];
}
