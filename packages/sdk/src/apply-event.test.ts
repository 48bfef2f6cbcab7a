import type { Me, Message, Notification, SocketEvent } from '@bridges/contracts';
import { expect, test } from 'vitest';
import { applyEvent } from './apply-event.ts';
import { emptyState } from './state.ts';

const alice = { id: 'alice', email: null, isEmailConfirmed: false, pendingEmail: 'a@example.org' } as Me;

test('what only I may know of myself is replaced by what is heard of it, and of nobody else', () => {
  const state = { ...emptyState, me: alice };
  const me: Me = { ...alice, email: 'a@example.org', isEmailConfirmed: true, pendingEmail: null };
  expect(applyEvent(state, { ev: 'me', me }).me).toEqual(me);
  // Of whoever was signed in before.
  expect(applyEvent(state, { ev: 'me', me: { ...me, id: 'bob' } })).toBe(state);
  expect(applyEvent(emptyState, { ev: 'me', me }).me).toBeNull();
});

test('what a deleted message said is not in the inbox any more, also where nothing else is held of its chat', () => {
  const entry = (id: string, chatId: string, seq: number) =>
    ({ id, kind: 'messages', details: { chatId, seq, text: 'oops' } }) as Notification;
  const entries = [entry('1', 'here', 7), entry('2', 'here', 8), entry('3', 'there', 7)];
  const state = { ...emptyState, inbox: { ...emptyState.inbox, entries } };
  const told = (kind: 'text' | 'deleted'): SocketEvent => ({
    ev: 'changed',
    chat: 'here',
    after: 1,
    rev: 2,
    messages: [{ seq: 7, kind } as Message],
  });
  const textsAfter = (event: SocketEvent) =>
    applyEvent(state, event).inbox.entries.map(({ details }) => 'text' in details && details.text);
  expect(textsAfter(told('deleted'))).toEqual(['', 'oops', 'oops']);
  expect(textsAfter(told('text'))).toEqual(['oops', 'oops', 'oops']);
});
