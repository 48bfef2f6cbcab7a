import type { Chat, Message, ResumeReply } from '@bridges/contracts';
import { limits } from '@bridges/contracts/protocol';
import { announceMarks } from './apply-marks.ts';
import { mergeUsers } from './apply-page.ts';
import {
  chatsByActivity,
  type ChatState,
  type ClientState,
  emptyState,
  isOtherEpoch,
  seenRev,
  seenSeq,
  withChat,
} from './state.ts';
import { addQuoted, announceRev, markReadAt } from './changes.ts';
import { addMessage, chatStateOf, mergeHead, raiseMarks, tailSeq } from './window.ts';

/** What to ask of the server after `hello`: the seq up to which each chat was seen, the liveliest chats first. */
export function resumeQuestion(state: ClientState): {
  epoch: string | null;
  chats: Record<string, number>;
  revs: Record<string, number>;
} {
  const known = chatsByActivity(state).slice(0, limits.resumeChats);
  return {
    epoch: state.epoch,
    chats: Object.fromEntries(known.map((held) => [held.chat.id, seenSeq(held)])),
    revs: Object.fromEntries(known.map((held) => [held.chat.id, seenRev(held)])),
  };
}

/**
 * The answer to a resume. Afterwards each of its chats is as the server told it, or says in `missingAfter` what
 * is still to be fetched. Repeats and answers that come late do no harm. A chat that was opened before the first
 * answer stays where it was opened: the server, which was told of nothing, calls everything a reset.
 */
export function applyResume(state: ClientState, reply: ResumeReply): ClientState {
  const start = isOtherEpoch(state, reply.epoch)
    ? { ...emptyState, me: state.me, presence: state.presence }
    : state;
  let next = mergeUsers({ ...start, epoch: reply.epoch }, reply.users);
  const myId = next.me?.id ?? null;
  for (const { chat, messages, quoted, isReset } of reply.chats) {
    const held = next.chats[chat.id];
    const isReplaced = isReset && held?.isAtEnd === true && !isContinued(held, chat, messages);
    const originals = addQuoted(isReplaced ? {} : (held?.quoted ?? {}), quoted);
    if (held === undefined) {
      next = withChat(next, chatStateOf(chat, messages, myId, originals));
    } else if (isReplaced) {
      // The window is replaced; of the head, what rises stays at its highest: the answer may come late.
      const fresh = chatStateOf(mergeHead(held, chat, myId).chat, messages, myId, originals);
      next = withChat(next, markReadAt(fresh, chat.rev));
    } else {
      // Someone looking at older history keeps it: a reset there concerns the head only.
      const added = held.isAtEnd
        ? messages.reduce((at, message) => addMessage(at, message, myId), held)
        : held;
      const merged = mergeHead({ ...added, quoted: originals }, chat, myId);
      next = withChat(next, messages.length > 0 ? markReadAt(merged, chat.rev) : merged);
    }
  }
  for (const [chatId, [readSeq, othersReadSeq]] of Object.entries(reply.marks)) {
    const held = next.chats[chatId];
    if (held !== undefined) next = withChat(next, raiseMarks(held, readSeq, othersReadSeq));
  }
  for (const [chatId, rev] of Object.entries(reply.changed)) {
    const held = next.chats[chatId];
    if (held !== undefined) next = withChat(next, announceRev(held, rev));
  }
  return dropChats(announceMarks(next, reply.marksRev), reply.gone);
}

/** Between the window and these messages nothing is missing, and all of the window may still be read. */
function isContinued(held: ChatState, chat: Chat, messages: readonly Message[]): boolean {
  const next = messages[0]?.seq;
  const first = held.messages[0]?.seq ?? chat.firstSeq;
  return next !== undefined && next <= tailSeq(held) + 1 && first >= chat.firstSeq;
}

/** Forgets chats that I may no longer read. */
export function dropChats(state: ClientState, chatIds: readonly string[]): ClientState {
  if (!chatIds.some((id) => state.chats[id] !== undefined)) return state;
  const chats = { ...state.chats };
  const typing = { ...state.typing };
  for (const id of chatIds) {
    delete chats[id];
    delete typing[id];
  }
  return { ...state, chats, typing };
}
