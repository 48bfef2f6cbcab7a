import type { Chat, Message } from '@bridges/sdk';
import { expect, it } from 'vitest';
import { isNewsFor } from './is-news.ts';

const marks = { mutedUntil: null, level: 'all' } as Chat['marks'];
const chat = { marks, readSeq: 4, mentionSeqs: [] };
const message = { kind: 'text', senderId: 'bob', seq: 5 } as Message;
const now = Date.parse('2026-11-21T09:00:00Z');

it('shows what another wrote and I have not read', () => {
  expect(isNewsFor(chat, message, 'me', now)).toBe(true);
});

it.each([
  ['my own, from another device', chat, { ...message, senderId: 'me' }],
  ['what I have read', { ...chat, readSeq: 5 }, message],
  ['what is sent silently', chat, { ...message, isSilent: true }],
  ['what the chat says of itself', chat, { ...message, kind: 'system' }],
  ['a muted chat', { ...chat, marks: { ...marks, mutedUntil: '2026-11-21T10:00:00Z' } }, message],
  ['a chat of which I want to hear nothing', { ...chat, marks: { ...marks, level: 'none' } }, message],
  ['a chat of mentions without one', { ...chat, marks: { ...marks, level: 'mentions' } }, message],
])('does not show %s', (_name, held, told) => {
  expect(isNewsFor(held as typeof chat, told as Message, 'me', now)).toBe(false);
});

it('shows a mention where only those are wanted, and a chat whose mute has ended', () => {
  const mentions = { ...chat, marks: { ...marks, level: 'mentions' as const }, mentionSeqs: [5] };
  expect(isNewsFor(mentions, message, 'me', now)).toBe(true);
  const ended = { ...chat, marks: { ...marks, mutedUntil: '2026-11-21T08:00:00Z' } };
  expect(isNewsFor(ended, message, 'me', now)).toBe(true);
});
