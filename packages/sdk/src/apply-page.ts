import type { ChangesPage, Chat, ChatPage, MessagePage, PublicUser } from '@bridges/contracts';
import { type ChatState, type ClientState, emptyState, isOtherEpoch, withChat } from './state.ts';
import { announceMarks } from './apply-marks.ts';
import { addQuoted, applyChangesPage, markReadAt } from './changes.ts';
import { newerMessage } from './newer-message.ts';
import { addMessage, chatStateOf, countUnread, mergeHead, moveHead, settleEnd, tailSeq } from './window.ts';

/**
 * Where a page of history belongs: `before` and `after` the window, or `around`: the window moves there
 * (for a page around a seq, and for the newest page).
 */
export type PageDirection = 'before' | 'after' | 'around';

/** Puts users in place as they are told to me; the same object if there are none. */
export function setUsers(state: ClientState, users: readonly PublicUser[]): ClientState {
  return users.length === 0
    ? state
    : { ...state, users: { ...state.users, ...Object.fromEntries(users.map((user) => [user.id, user])) } };
}

/**
 * The same for users who are named beside something else: what is told to many says of nobody when she was
 * last here, so what is known of that stays.
 */
export function mergeUsers(state: ClientState, users: readonly PublicUser[]): ClientState {
  return setUsers(
    state,
    users.map((user) => {
      const known = state.users[user.id]?.lastSeenAt ?? null;
      return user.lastSeenAt === null && known !== null ? { ...user, lastSeenAt: known } : user;
    }),
  );
}

/** A head came: of a new chat, or of a known one. */
export function applyChat(state: ClientState, chat: Chat): ClientState {
  const held = state.chats[chat.id];
  const myId = state.me?.id ?? null;
  return withChat(state, held === undefined ? chatStateOf(chat, [], myId) : mergeHead(held, chat, myId));
}

/** A page of `GET /api/chats`. From another epoch than the state's, it starts from nothing. */
export function applyChatPage(state: ClientState, page: ChatPage): ClientState {
  const start = isOtherEpoch(state, page.epoch)
    ? { ...emptyState, me: state.me, presence: state.presence }
    : state;
  const merged = announceMarks(mergeUsers({ ...start, epoch: page.epoch }, page.users), page.marksRev);
  return page.chats.reduce(applyChat, merged);
}

/**
 * A page of a chat's messages. A page that no longer fits (the window has moved since it was asked for)
 * changes nothing, so answers may come late and in any order. `anchor`: the seq that `before` was asked with.
 */
export function applyHistoryPage(
  state: ClientState,
  chatId: string,
  page: MessagePage,
  { direction, anchor }: { direction: PageDirection; anchor?: number | undefined },
): ClientState {
  const held = state.chats[chatId];
  if (held === undefined) return state;
  if (direction === 'before' && anchor !== undefined && anchor !== held.messages[0]?.seq) return state;
  const apply = { before: prependPage, after: appendPage, around: moveTo }[direction];
  const applied = apply(held, page, state.me?.id ?? null);
  // A page that changed nothing says nothing of how new what is held is.
  const next =
    applied === held
      ? held
      : markReadAt({ ...applied, quoted: addQuoted(applied.quoted, page.quoted) }, page.rev);
  return mergeUsers(withChat(state, next), page.users);
}

/** What `GET /api/chats/{id}/changes` told of a chat, asked for with `after`. */
export function applyChatChanges(
  state: ClientState,
  chatId: string,
  page: ChangesPage,
  after: number,
): ClientState {
  const held = state.chats[chatId];
  if (held === undefined) return state;
  return mergeUsers(withChat(state, applyChangesPage(held, page, after, state.me?.id ?? null)), page.users);
}

function prependPage(held: ChatState, page: MessagePage, myId: string | null): ChatState {
  const first = held.messages[0]?.seq;
  if (first === undefined) return moveTo(held, page, myId);
  if (page.messages.length === 0) return { ...held, hasBefore: page.hasBefore };
  const older = page.messages.filter(({ seq }) => seq < first);
  if (older.at(-1)?.seq !== first - 1) return held;
  return { ...held, messages: [...older, ...held.messages], hasBefore: page.hasBefore };
}

function appendPage(start: ChatState, page: MessagePage, myId: string | null): ChatState {
  let held = start;
  for (const message of page.messages) {
    const isNextInHistory = !held.isAtEnd && message.seq === tailSeq(held) + 1;
    held = isNextInHistory
      ? { ...held, chat: moveHead(held.chat, message, myId), messages: [...held.messages, message] }
      : addMessage(held, message, myId);
  }
  if (held.isAtEnd) return held;
  const tail = tailSeq(held);
  const isPageTail = page.messages.at(-1)?.seq === tail;
  if (isPageTail && page.hasAfter) return { ...held, chat: withMoreAfter(held.chat, tail) };
  return tail >= held.chat.lastSeq || isPageTail ? settleEnd(held) : held;
}

/** There is a message after this one, though the head did not know of it. */
function withMoreAfter(chat: Chat, seq: number): Chat {
  return chat.lastSeq > seq ? chat : countUnread({ ...chat, lastSeq: seq + 1 });
}

function moveTo(held: ChatState, page: MessagePage, myId: string | null): ChatState {
  const first = page.messages[0]?.seq;
  const last = page.messages.at(-1)?.seq;
  if (first === undefined || last === undefined) return held;
  const oldFirst = held.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const oldLast = held.messages.at(-1)?.seq ?? Number.NEGATIVE_INFINITY;
  // A window that overlaps or touches the page stays: it may be newer than the page at its end.
  const isTouching = first <= oldLast + 1 && oldFirst <= last + 1;
  const kept = isTouching ? held.messages : [];
  const keptBySeq = new Map(kept.map((message) => [message.seq, message]));
  const older = kept.filter(({ seq }) => seq < first);
  const newer = kept.filter(({ seq }) => seq > last);
  const told = page.messages.reduce((at, message) => moveHead(at, message, myId), held.chat);
  const chat = page.hasAfter ? withMoreAfter(told, last) : told;
  const moved = {
    ...held,
    chat,
    messages: [
      ...older,
      ...page.messages.map((message) => newerMessage(keptBySeq.get(message.seq), message)),
      ...newer,
    ],
    hasBefore: older.length > 0 ? held.hasBefore : page.hasBefore,
  };
  const isAtEnd = newer.length > 0 ? held.isAtEnd : !page.hasAfter;
  if (isAtEnd) return settleEnd(moved);
  // The page told of a newer message than the head: what lies between was not seen.
  const missingAfter = held.missingAfter ?? (chat.lastSeq > held.chat.lastSeq ? held.chat.lastSeq : null);
  return { ...moved, isAtEnd, missingAfter, early: [] };
}
