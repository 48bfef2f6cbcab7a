import type { ChatMarks, ChatMarksPage, SocketEvent } from '@bridges/contracts';
import { hideMessages } from './changes.ts';
import { newerMarks } from './chat-marks.ts';
import { type ClientState, withChat } from './state.ts';

type MarksEvent = Extract<SocketEvent, { ev: 'chatMarks' }>;

/** My marks changed. Whoever missed the act before it learns so by `after`. */
export function applyMarks(state: ClientState, event: MarksEvent): ClientState {
  const next = stepMarks(withMarks(state, event.chats), event.after, event.rev);
  const isNewest = next.marks.rev === event.rev && event.rev > state.marks.rev;
  if (!isNewest || event.folders === undefined) return next;
  return { ...next, marks: { ...next.marks, folders: event.folders } };
}

/** My view went from one rev to another: we stand there too, or know that something is missing. */
export function stepMarks(state: ClientState, after: number, rev: number): ClientState {
  const { marks } = state;
  if (rev <= marks.rev) return state;
  if (after > marks.rev) return announceMarks(state, rev);
  return { ...state, marks: { ...marks, rev, told: Math.max(marks.told, rev) } };
}

/** What changed after a rev, as `GET /api/me/chat-marks` tells. Answers may come late and in any order. */
export function applyMarksPage(state: ClientState, page: ChatMarksPage, after: number): ClientState {
  let next = withMarks(state, page.chats);
  for (const { chatId, seqs } of page.hidden) {
    const held = next.chats[chatId];
    if (held !== undefined) next = withChat(next, hideMessages(held, seqs));
  }
  // It was asked from a later place than what is held needs, or told before what is held.
  if (after > state.marks.rev || page.rev < state.marks.rev) return next;
  const told = Math.max(state.marks.told, page.rev);
  return { ...next, marks: { rev: page.rev, told, folders: page.folders } };
}

/** A rev was told without what changed. */
export function announceMarks(state: ClientState, rev: number): ClientState {
  return rev <= state.marks.told ? state : { ...state, marks: { ...state.marks, told: rev } };
}

/** Puts newer marks of chats in place; those of unknown chats come with the chat. */
export function withMarks(state: ClientState, told: Readonly<Record<string, ChatMarks>>): ClientState {
  let next = state;
  for (const [chatId, marks] of Object.entries(told)) {
    const held = next.chats[chatId];
    if (held === undefined) continue;
    const newer = newerMarks(held.chat.marks, marks);
    if (newer !== held.chat.marks) next = putMarks(next, chatId, newer);
  }
  return next;
}

/** Puts these marks in place, newer or not: what I set here is shown before the server has it. */
export function putMarks(state: ClientState, chatId: string, marks: ChatMarks): ClientState {
  const held = state.chats[chatId];
  return held === undefined ? state : withChat(state, { ...held, chat: { ...held.chat, marks } });
}
