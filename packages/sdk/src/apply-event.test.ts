import type { Me } from '@bridges/contracts';
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
