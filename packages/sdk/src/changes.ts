import type { Chat, ChangesPage, ChatHead, Message, SocketEvent } from '@bridges/contracts';
import { newerMessage, type ToldOptions } from './newer-message.ts';
import type { ChatState } from './state.ts';
import { mergeHead } from './window.ts';

type ChangedEvent = Extract<SocketEvent, { ev: 'changed' }>;

/** Puts newer states of messages in place, wherever this chat holds them. */
export function replaceMessages(held: ChatState, told: readonly Message[], options?: ToldOptions): ChatState {
  if (told.length === 0) return held;
  const bySeq = new Map(told.map((message) => [message.seq, message]));
  const newest = <M extends Message | null>(message: M): M | Message => {
    const change = message === null ? undefined : bySeq.get(message.seq);
    return message === null || change === undefined ? message : newerMessage(message, change, options);
  };
  const lastMessage = newest(held.chat.lastMessage);
  return {
    ...held,
    chat: lastMessage === held.chat.lastMessage ? held.chat : { ...held.chat, lastMessage },
    messages: mapShared(held.messages, newest),
    early: mapShared(held.early, newest),
    quoted: addQuoted(held.quoted, Object.values(held.quoted).map(newest), options),
  };
}

/** Originals of replies, by seq; the same object if nothing is new. */
export function addQuoted(
  held: ChatState['quoted'],
  told: readonly (Message | undefined)[],
  options?: ToldOptions,
): ChatState['quoted'] {
  let next = held;
  for (const message of told) {
    if (message === undefined) continue;
    const before = next[message.seq];
    const newer = newerMessage(before, message, options);
    if (newer !== before) next = { ...next, [message.seq]: newer };
  }
  return next;
}

/** Something that was there changed. Whoever missed the change before it learns so by `after`. */
export function applyChanged(held: ChatState, event: ChangedEvent, myId: string | null): ChatState {
  const { mineOf } = event;
  const messages = event.messages.map((message) =>
    mineOf !== undefined && mineOf.user === myId && mineOf.seq === message.seq
      ? { ...message, mine: mineOf.mine }
      : message,
  );
  const next = replaceMessages(held, messages, { isForAll: true });
  if (event.rev <= held.chat.rev) return next;
  const isWhole = event.mustFetch !== true && event.after <= held.chat.rev;
  return {
    ...next,
    chat: withHead({ ...next.chat, rev: event.rev }, event.head),
    staleAfter: isWhole ? held.staleAfter : (held.staleAfter ?? held.chat.rev),
  };
}

/** What changed after a rev, as `GET …/changes` tells. Answers may come late and in any order. */
export function applyChangesPage(
  held: ChatState,
  page: ChangesPage,
  after: number,
  myId: string | null,
): ChatState {
  const changed = replaceMessages(held, page.messages);
  const quoted = addQuoted(changed.quoted, page.quoted);
  const next = mergeHead({ ...changed, quoted }, page.chat, myId);
  const { staleAfter } = next;
  // It was asked from a later place than what is held needs.
  if (staleAfter === null || staleAfter < after) return next;
  return { ...next, staleAfter: page.rev < next.chat.rev ? Math.max(staleAfter, page.rev) : null };
}

/** Messages came that were read at this rev: if the chat is further, what has changed since must be fetched. */
export function markReadAt(held: ChatState, rev: number): ChatState {
  if (rev >= held.chat.rev || (held.staleAfter !== null && held.staleAfter <= rev)) return held;
  return { ...held, staleAfter: rev };
}

/** A rev was told without what changed. */
export function announceRev(held: ChatState, rev: number): ChatState {
  if (rev <= held.chat.rev) return held;
  return { ...held, chat: { ...held.chat, rev }, staleAfter: held.staleAfter ?? held.chat.rev };
}

/** I deleted messages for myself: nothing is left of them here. */
export function hideMessages(held: ChatState, seqs: readonly number[]): ChatState {
  const hide = new Set(seqs);
  const all = [...held.messages, ...held.early, ...Object.values(held.quoted)];
  const known = [held.chat.lastMessage, ...all].filter(
    (message) => message !== null && hide.has(message.seq),
  );
  const hidden = known.flatMap((message) => (message === null ? [] : [hiddenOf(message)]));
  return replaceMessages(held, hidden);
}

/** Whether my role lets me post, by what everybody sees of a group. */
export function withHead(chat: Chat, head: ChatHead | undefined): Chat {
  if (head === undefined) return chat;
  const { group } = head;
  const rank = { member: 0, admin: 1, owner: 2 };
  const canPost =
    group === null ? chat.canPost : group.state === 'open' && rank[chat.role] >= rank[group.postRole];
  return { ...chat, ...head, canPost };
}

function hiddenOf({ chatId, seq, senderId, clientId, createdAt, rev }: Message): Message {
  return {
    chatId,
    seq,
    senderId,
    kind: 'hidden',
    text: '',
    clientId,
    createdAt,
    ...(rev === undefined ? {} : { rev }),
  };
}

function mapShared(messages: readonly Message[], change: (message: Message) => Message): readonly Message[] {
  let isSame = true;
  const next = messages.map((message) => {
    const changed = change(message);
    isSame &&= changed === message;
    return changed;
  });
  return isSame ? messages : next;
}
