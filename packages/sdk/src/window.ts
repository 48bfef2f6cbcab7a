import type { Chat, Message } from '@bridges/contracts';
import { newerMarks } from './chat-marks.ts';
import { newerMessage } from './newer-message.ts';
import { type ChatState, seenSeq } from './state.ts';

/** More early messages than this are dropped: the gap's fetch brings them. */
const maxEarly = 200;

/** The last seq of the window; of an empty one, the place where it would begin. */
export function tailSeq(held: ChatState): number {
  return held.messages.at(-1)?.seq ?? seenSeq(held);
}

/** A chat as first heard of: a window of `messages` (the newest page), or of its last message alone. */
export function chatStateOf(
  chat: Chat,
  page: readonly Message[],
  myId: string | null,
  quoted: ChatState['quoted'] = {},
): ChatState {
  const messages = page.length > 0 ? page : chat.lastMessage === null ? [] : [chat.lastMessage];
  // The page may have been read a moment after the head.
  const head = messages.reduce((at, message) => moveHead(at, message, myId), chat);
  const firstSeq = messages[0]?.seq ?? head.lastSeq + 1;
  return settleEnd({
    chat: head,
    messages,
    hasBefore: firstSeq > chat.firstSeq,
    isAtEnd: true,
    missingAfter: null,
    early: [],
    staleAfter: null,
    quoted,
  });
}

/** What a message says about its chat: newest message, and that its sender has read up to it. */
export function moveHead(chat: Chat, message: Message, myId: string | null): Chat {
  const { seq, senderId } = message;
  const isMine = senderId === myId;
  const isNewer = seq > (chat.lastMessage?.seq ?? 0);
  const readSeq = myId !== null && isMine ? Math.max(chat.readSeq, seq) : chat.readSeq;
  const othersReadSeq = myId !== null && !isMine ? Math.max(chat.othersReadSeq, seq) : chat.othersReadSeq;
  if (!isNewer && readSeq === chat.readSeq && othersReadSeq === chat.othersReadSeq) return chat;
  return countUnread({
    ...chat,
    readSeq,
    othersReadSeq,
    lastSeq: Math.max(chat.lastSeq, seq),
    lastMessage: isNewer ? message : chat.lastMessage,
    lastActivityAt: isNewer ? message.createdAt : chat.lastActivityAt,
  });
}

/** `unreadCount` follows from the two seqs. */
export function countUnread(chat: Chat): Chat {
  const unreadCount = Math.max(0, chat.lastSeq - chat.readSeq);
  return unreadCount === chat.unreadCount ? chat : { ...chat, unreadCount };
}

/**
 * A message arrived. The next one joins the window (if that is at the end) with the early ones that follow it;
 * an older or known one changes nothing; a later one waits, and `missingAfter` tells what to fetch.
 */
export function addMessage(held: ChatState, message: Message, myId: string | null): ChatState {
  const seen = seenSeq(held);
  const chat = moveHead(held.chat, message, myId);
  if (message.seq <= seen) return chat === held.chat ? held : { ...held, chat };
  if (!held.isAtEnd) {
    const isNext = message.seq === seen + 1;
    const nowSeen = isNext ? message.seq : seen;
    return { ...held, chat, missingAfter: nowSeen < chat.lastSeq ? nowSeen : null };
  }
  if (message.seq === seen + 1) {
    return settleEnd({ ...held, chat, messages: [...held.messages, message] });
  }
  return { ...held, chat, missingAfter: seen, early: addEarly(held.early, message) };
}

/** Read markers as told; they never go back (G6). */
export function raiseMarks(held: ChatState, readSeq: number, othersReadSeq: number): ChatState {
  const { chat } = held;
  if (readSeq <= chat.readSeq && othersReadSeq <= chat.othersReadSeq) return held;
  const raised = {
    ...chat,
    // What asked for my attention in what I have read has got it.
    mentionSeqs: chat.mentionSeqs.filter((seq) => seq > readSeq),
    readSeq: Math.max(chat.readSeq, readSeq),
    othersReadSeq: Math.max(chat.othersReadSeq, othersReadSeq),
  };
  return { ...held, chat: countUnread(raised) };
}

/** A newest seq was told without its message. */
export function announceSeq(held: ChatState, seq: number): ChatState {
  if (seq <= held.chat.lastSeq) return held;
  return { ...held, chat: countUnread({ ...held.chat, lastSeq: seq }), missingAfter: seenSeq(held) };
}

/** A head came, perhaps older than what is held: what only rises is kept at its highest. */
export function mergeHead(held: ChatState, head: Chat, myId: string | null): ChatState {
  const before = held.chat;
  const seen = seenSeq(held);
  const isOlder = (head.lastMessage?.seq ?? 0) < (before.lastMessage?.seq ?? 0);
  // Told before the newest change we know of: what everybody sees alike is newer here.
  const isBehind = head.rev < before.rev;
  const readUpTo = Math.max(before.readSeq, head.readSeq);
  const chat = countUnread({
    ...(isBehind ? before : head),
    marks: newerMarks(before.marks, head.marks),
    mentionSeqs: (head.lastSeq < before.lastSeq ? before : head).mentionSeqs.filter((seq) => seq > readUpTo),
    lastSeq: Math.max(before.lastSeq, head.lastSeq),
    lastMessage: newestOf(before.lastMessage, isOlder ? before.lastMessage : head.lastMessage),
    lastActivityAt: isOlder ? before.lastActivityAt : head.lastActivityAt,
    readSeq: readUpTo,
    othersReadSeq: Math.max(before.othersReadSeq, head.othersReadSeq),
  });
  const isNews = (head.lastMessage?.seq ?? 0) > Math.min(seen, before.lastMessage?.seq ?? 0);
  const staleAfter = staleOf(held, head.rev, isNews);
  if (!held.isAtEnd) {
    // Looking at older history only the head matters, and this one is complete up to its lastSeq.
    const nowSeen = Math.max(seen, head.lastSeq);
    return { ...held, chat, staleAfter, missingAfter: nowSeen < chat.lastSeq ? nowSeen : null };
  }
  const merged = { ...held, chat, staleAfter, missingAfter: seen < chat.lastSeq ? seen : null };
  return head.lastMessage?.seq === seen + 1 ? addMessage(merged, head.lastMessage, myId) : merged;
}

/** Puts the window at the end: early messages that fit join, and what is missing is marked. */
export function settleEnd(held: ChatState): ChatState {
  let tail = tailSeq(held);
  const joined: Message[] = [];
  const early: Message[] = [];
  for (const message of held.early) {
    if (message.seq === tail + 1) {
      joined.push(message);
      tail = message.seq;
    } else if (message.seq > tail) early.push(message);
  }
  return {
    ...held,
    messages: joined.length === 0 ? held.messages : [...held.messages, ...joined],
    isAtEnd: true,
    missingAfter: tail < held.chat.lastSeq ? tail : null,
    early: early.length === held.early.length ? held.early : early,
  };
}

/** Drops the oldest messages of a window at the end, so that hours of listening don't fill the memory. */
export function trimWindow(held: ChatState, keep: number): ChatState {
  if (!held.isAtEnd || held.messages.length <= keep) return held;
  const messages = held.messages.slice(-keep);
  const first = messages[0]?.seq ?? 0;
  const answered = new Set(messages.flatMap((message) => message.replyTo?.seq ?? []));
  const all = [...held.messages.slice(0, -keep), ...Object.values(held.quoted)];
  const quoted = all.filter(({ seq }) => seq < first && answered.has(seq));
  return {
    ...held,
    messages,
    hasBefore: true,
    quoted: Object.fromEntries(quoted.map((message) => [message.seq, message])),
  };
}

/**
 * Drops what lies farthest from where somebody reads on, so that a walk through a hundred thousand messages stays
 * small. What is dropped at the end comes back by paging on.
 */
export function trimBehind(held: ChatState, direction: 'before' | 'after', keep: number): ChatState {
  if (held.messages.length <= keep) return held;
  if (direction === 'after') return { ...held, messages: held.messages.slice(-keep), hasBefore: true };
  return { ...held, messages: held.messages.slice(0, keep), isAtEnd: false, early: [] };
}

/** After a head that was read at `rev`; `isNews`: it brought a message, which may have changed since. */
function staleOf({ staleAfter, chat }: ChatState, rev: number, isNews: boolean): number | null {
  if (rev > chat.rev) return staleAfter ?? chat.rev;
  return rev < chat.rev && isNews ? Math.min(staleAfter ?? rev, rev) : staleAfter;
}

function newestOf(held: Message | null, told: Message | null): Message | null {
  return held !== null && told !== null && held.seq === told.seq ? newerMessage(held, told) : told;
}

function addEarly(early: readonly Message[], message: Message): readonly Message[] {
  if (early.some(({ seq }) => seq === message.seq)) return early;
  return [...early, message].sort((a, b) => a.seq - b.seq).slice(0, maxEarly);
}
