import type { Chat, Message } from '@bridges/sdk';
import { expect, it } from 'vitest';
import { slowUntil } from './slow-mode.ts';

const group = (role: Chat['role'], slowModeSeconds: number) => ({ role, group: { slowModeSeconds } }) as Chat;
const said = (senderId: string, minute: number, kind: Message['kind'] = 'text') =>
  ({ senderId, kind, createdAt: `2026-11-21T10:0${minute}:00.000Z` }) as Message;
const messages = [said('me', 1), said('you', 2), said('me', 3, 'system')];

it('in slow mode my next message goes out a pause after my last one', () => {
  expect(slowUntil({ chat: group('member', 300), messages }, 'me')).toBe(
    Date.parse('2026-11-21T10:06:00.000Z'),
  );
  const withdrawn = [...messages, said('me', 4, 'deleted')];
  expect(slowUntil({ chat: group('member', 60), messages: withdrawn }, 'me')).toBe(
    Date.parse('2026-11-21T10:05:00.000Z'),
  );
});

it('who has not written, who leads the group, and who is in another one waits for nothing', () => {
  expect(slowUntil({ chat: group('member', 300), messages }, 'she')).toBe(0);
  expect(slowUntil({ chat: group('admin', 300), messages }, 'me')).toBe(0);
  expect(slowUntil({ chat: group('member', 0), messages }, 'me')).toBe(0);
});
