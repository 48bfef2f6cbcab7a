import type { Chat, ChatMarks, ChatMarksPage, SocketEvent } from '@bridges/contracts';
import { withChat } from './apply-page.ts';
import { hideMessages } from './changes.ts';
import type { ClientState } from './state.ts';

type MarksEvent = Extract<SocketEvent, { ev: 'chatMarks' }>;

/** My marks changed. Whoever missed the change before it learns so by `after`. */
export function applyMarks(state: ClientState, event: MarksEvent): ClientState {
  const next = withMarks(state, event.chats);
  if (event.rev <= state.marks.rev) return next;
  const isWhole = event.after <= state.marks.rev && state.marks.staleAfter === null;
  return {
    ...next,
    marks: {
      rev: event.rev,
      folders: event.folders ?? state.marks.folders,
      staleAfter: isWhole ? null : (state.marks.staleAfter ?? state.marks.rev),
    },
  };
}

/** A rev of my marks was told without what changed. */
export function announceMarks(state: ClientState, rev: number): ClientState {
  const { marks } = state;
  if (rev <= marks.rev) return state;
  return { ...state, marks: { ...marks, rev, staleAfter: marks.staleAfter ?? marks.rev } };
}

/** What changed after a rev, as `GET /api/me/chat-marks` tells. Answers may come late and in any order. */
export function applyMarksPage(state: ClientState, page: ChatMarksPage, after: number): ClientState {
  let next = withMarks(state, page.chats);
  for (const { chatId, seqs } of page.hidden) {
    const held = next.chats[chatId];
    if (held !== undefined) next = withChat(next, hideMessages(held, seqs));
  }
  const { marks } = state;
  // Asked from a later place than what is held needs, or answered already.
  if (marks.staleAfter === null || marks.staleAfter < after) return next;
  const rev = Math.max(marks.rev, page.rev);
  const isBehind = page.hasMore || page.rev < rev;
  return {
    ...next,
    marks: { rev, folders: page.folders, staleAfter: isBehind ? Math.max(marks.staleAfter, page.rev) : null },
  };
}

/** Of two states of one chat's marks, the newer. */
export const newerMarks = (held: ChatMarks, told: ChatMarks): ChatMarks =>
  told.rev > held.rev ? told : held;

/** Puts newer marks of chats in place; of unknown chats they come with the chat. */
export function withMarks(state: ClientState, told: Readonly<Record<string, ChatMarks>>): ClientState {
  let next = state;
  for (const [chatId, marks] of Object.entries(told)) {
    const held = next.chats[chatId];
    if (held === undefined) continue;
    const newer = newerMarks(held.chat.marks, marks);
    if (newer !== held.chat.marks) next = withChat(next, { ...held, chat: { ...held.chat, marks: newer } });
  }
  return next;
}

/** Is this chat silent for me at `now`? */
export const isMuted = ({ marks }: Pick<Chat, 'marks'>, now = Date.now()): boolean =>
  marks.mutedUntil !== null && Date.parse(marks.mutedUntil) > now;

/** In the archive, unless something new came back with it: a muted chat stays there. */
export const isArchived = ({ marks, lastSeq }: Pick<Chat, 'marks' | 'lastSeq'>, now = Date.now()): boolean =>
  marks.isArchived && (lastSeq <= marks.archivedSeq || isMuted({ marks }, now));

/** I marked it as unread and have read nothing since. */
export const isMarkedUnread = ({ marks, readSeq }: Pick<Chat, 'marks' | 'readSeq'>): boolean =>
  marks.isMarkedUnread && readSeq <= marks.markedReadSeq;
