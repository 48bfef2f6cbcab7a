import { isArchived, isQuiet, isUnread } from './chat-marks.ts';
import { chatsByActivity, type ChatState, type ClientState } from './state.ts';

/** Which of my lists: a folder, the archive, or (neither) everything outside the archive. */
export interface ChatListChoice {
  folderId?: string | undefined;
  isArchive?: boolean | undefined;
}

const lists = new WeakMap<object, Map<string, { list: readonly ChatState[]; until: number }>>();

/**
 * The chats of one of my lists: pinned ones first, in my order, then the latest activity. The same array while
 * nothing changed, so it may feed a React selector.
 */
export function chatsInList(
  state: ClientState,
  { folderId, isArchive = false }: ChatListChoice = {},
  now = Date.now(),
): readonly ChatState[] {
  const known = lists.get(state.chats) ?? new Map<string, { list: readonly ChatState[]; until: number }>();
  lists.set(state.chats, known);
  const key = folderId ?? (isArchive ? 'archive' : 'main');
  const held = known.get(key);
  if (held !== undefined && now < held.until) return held.list;
  const belongs = ({ chat }: ChatState) =>
    folderId === undefined ? isArchived(chat, now) === isArchive : chat.marks.folderIds.includes(folderId);
  const all = chatsByActivity(state);
  const chosen = all.filter(belongs);
  const list = [
    ...chosen.filter(isPinned).sort((a, b) => (a.chat.marks.pinOrder ?? 0) - (b.chat.marks.pinOrder ?? 0)),
    ...chosen.filter((chat) => !isPinned(chat)),
  ];
  known.set(key, { list, until: nextUnmute(all, now) });
  return list;
}

/** What of a list asks for my attention. Muted chats are counted apart. */
export interface UnreadTotals {
  /** Unread messages of chats that are not muted; a chat marked as unread counts as one. */
  messages: number;
  /** Chats with something unread, not muted. */
  chats: number;
  mutedChats: number;
  /** Unread messages that mention me, muted or not. */
  mentions: number;
}

export function unreadTotals(list: readonly ChatState[], now = Date.now()): UnreadTotals {
  const totals = { messages: 0, chats: 0, mutedChats: 0, mentions: 0 };
  for (const { chat } of list) {
    totals.mentions += chat.mentionSeqs.length;
    if (!isUnread(chat)) continue;
    if (isQuiet(chat, now)) totals.mutedChats++;
    else {
      totals.chats++;
      totals.messages += Math.max(chat.unreadCount, 1);
    }
  }
  return totals;
}

/** Unread messages outside the archive, of chats that are not muted: the number on the tab or the icon. */
export function totalUnread(state: ClientState, now = Date.now()): number {
  return unreadTotals(chatsInList(state, {}, now), now).messages;
}

function isPinned({ chat }: ChatState): boolean {
  return chat.marks.pinOrder !== null;
}

/** When time alone may move a chat out of the archive. */
function nextUnmute(all: readonly ChatState[], now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { chat } of all) {
    if (!chat.marks.isArchived || chat.marks.mutedUntil === null) continue;
    const until = Date.parse(chat.marks.mutedUntil);
    if (until > now && until < next) next = until;
  }
  return next;
}
