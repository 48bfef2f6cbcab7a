import type { Chat, ChatState, Message } from '@bridges/sdk';
import { expect, it } from 'vitest';
import { canPaint, holds, openingOf } from './opening.ts';

const chat = (unreadCount: number, readSeq: number) => ({ unreadCount, readSeq }) as Chat;
const held = (seqs: number[], parts: Partial<ChatState> = {}): ChatState => ({
  chat: chat(0, 0),
  messages: seqs.map((seq) => ({ seq }) as Message),
  hasBefore: true,
  isAtEnd: true,
  missingAfter: null,
  early: [],
  staleAfter: null,
  quoted: {},
  ...parts,
});

it('opens at the unread messages, else where the chat was left, else at its end', () => {
  const left = { seq: 5, offset: 12 };
  expect(openingOf(chat(3, 7), left)).toEqual({ kind: 'divider', after: 7 });
  expect(openingOf(chat(0, 10), left)).toEqual({ kind: 'position', position: left });
  expect(openingOf(chat(0, 10), null)).toEqual({ kind: 'end' });
});

it('paints at once only what holds the place', () => {
  expect(canPaint(held([8, 9, 10]), { kind: 'end' })).toBe(true);
  expect(canPaint(held([8, 9, 10], { isAtEnd: false }), { kind: 'end' })).toBe(false);
  expect(canPaint(held([8, 9, 10]), { kind: 'divider', after: 7 })).toBe(true);
  expect(canPaint(held([8, 9, 10]), { kind: 'divider', after: 6 })).toBe(false);
  expect(canPaint(held([8, 9, 10]), { kind: 'position', position: { seq: 4, offset: 0 } })).toBe(false);
  expect(canPaint(held([], { hasBefore: false }), { kind: 'end' })).toBe(true);
});

it('stands elsewhere when the server knows of more that has come, or has been read', () => {
  expect(holds({ kind: 'end' }, chat(0, 10))).toBe(true);
  expect(holds({ kind: 'end' }, chat(2, 10))).toBe(false);
  expect(holds({ kind: 'divider', after: 7 }, chat(3, 7))).toBe(true);
  expect(holds({ kind: 'divider', after: 0 }, chat(1, 43))).toBe(false);
  expect(holds({ kind: 'divider', after: 7 }, chat(0, 7))).toBe(false);
  expect(holds({ kind: 'message', seq: 5 }, chat(1, 43))).toBe(true);
  expect(holds({ kind: 'position', position: { seq: 5, offset: 12 } }, chat(1, 43))).toBe(true);
});
