import type { Chat, Message } from '@bridges/contracts';
import { expect, test } from 'vitest';
import { applyHistoryPage } from './apply-page.ts';
import { emptyState } from './state.ts';
import { chatStateOf } from './window.ts';

const message = (seq: number): Message => ({
  chatId: 'chat',
  seq,
  senderId: 'bob',
  kind: 'text',
  text: `Message ${seq}`,
  clientId: `client-${seq}`,
  createdAt: '2026-11-21T09:30:00.000Z',
});
const known = {
  id: 'chat',
  lastSeq: 1,
  firstSeq: 1,
  rev: 0,
  readSeq: 0,
  lastMessage: message(1),
  mentionSeqs: [],
};
const state = { ...emptyState, chats: { chat: chatStateOf(known as unknown as Chat, [], 'alice') } };
const page = (first: number, last: number, hasAfter: boolean) => ({
  messages: Array.from({ length: last - first + 1 }, (_, at) => message(first + at)),
  quoted: [],
  users: [],
  rev: 0,
  hasBefore: first > 1,
  hasAfter,
});

test('a page beyond the end that was known, with more after it, is not the end', () => {
  const moved = applyHistoryPage(state, 'chat', page(50, 60, true), { direction: 'around' });
  expect(moved.chats['chat']).toMatchObject({ isAtEnd: false, chat: { lastSeq: 61 } });
  const further = applyHistoryPage(moved, 'chat', page(61, 70, true), { direction: 'after' });
  expect(further.chats['chat']).toMatchObject({ isAtEnd: false, chat: { lastSeq: 71 } });
  const last = applyHistoryPage(further, 'chat', page(71, 75, false), { direction: 'after' });
  expect(last.chats['chat']).toMatchObject({ isAtEnd: true, missingAfter: null, chat: { lastSeq: 75 } });
});
