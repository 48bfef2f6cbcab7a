import type { Chat, ChatMarks } from '@bridges/contracts';

/** Whether I hear nothing of it at `now`. */
export function isMuted({ marks }: Pick<Chat, 'marks'>, now = Date.now()): boolean {
  return marks.mutedUntil !== null && Date.parse(marks.mutedUntil) > now;
}

/** Whether its news are quiet: it is muted, or I chose to be told of nothing in it. */
export function isQuiet(chat: Pick<Chat, 'marks'>, now = Date.now()): boolean {
  return chat.marks.level === 'none' || isMuted(chat, now);
}

/** Whether it stands in the archive: a new message brings it back into the list, unless it is muted. */
export function isArchived(chat: Pick<Chat, 'marks' | 'lastSeq'>, now = Date.now()): boolean {
  return chat.marks.isArchived && (chat.lastSeq <= chat.marks.archivedSeq || isMuted(chat, now));
}

/** I marked it as unread and have not read on since. */
export function isMarkedUnread({ marks, readSeq }: Pick<Chat, 'marks' | 'readSeq'>): boolean {
  return marks.isMarkedUnread && readSeq <= marks.markedReadSeq;
}

/** Something is unread in it, or I marked it so. */
export function isUnread(chat: Chat): boolean {
  return chat.unreadCount > 0 || isMarkedUnread(chat);
}

/** Of two states of the same marks, the newer one. */
export function newerMarks(held: ChatMarks, told: ChatMarks): ChatMarks {
  return told.rev > held.rev ? told : held;
}
