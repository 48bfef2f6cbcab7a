import type { Message } from '@bridges/contracts';
import { expect, it } from 'vitest';
import type { ChatState } from './state.ts';
import { trimBehind } from './window.ts';

const held = (first: number, last: number): ChatState =>
  ({
    chat: { lastSeq: last },
    messages: Array.from({ length: last - first + 1 }, (_, at) => ({ seq: first + at }) as Message),
    hasBefore: first > 1,
    isAtEnd: true,
    missingAfter: null,
    early: [],
    staleAfter: null,
    quoted: {},
  }) as unknown as ChatState;
const span = ({ messages }: ChatState) => [messages[0]?.seq, messages.at(-1)?.seq];

it('drops the end of a window that grew backwards, and says that more follows', () => {
  const trimmed = trimBehind(held(101, 1000), 'before', 500);
  expect(span(trimmed)).toEqual([101, 600]);
  expect(trimmed).toMatchObject({ isAtEnd: false, hasBefore: true });
});

it('drops the beginning of a window that grew forwards, and says that more is before', () => {
  const trimmed = trimBehind(held(1, 1000), 'after', 500);
  expect(span(trimmed)).toEqual([501, 1000]);
  expect(trimmed).toMatchObject({ isAtEnd: true, hasBefore: true });
});

it('leaves a small window alone', () => {
  const small = held(1, 500);
  expect(trimBehind(small, 'before', 500)).toBe(small);
});
