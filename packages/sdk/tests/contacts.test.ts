import type { PublicUser, Relation } from '@bridges/contracts';
import { expect, test } from 'vitest';
import { applyEvent } from '../src/apply-event.ts';
import { mergeUsers } from '../src/apply-page.ts';
import { createPeople } from '../src/client/people.ts';
import { createStore } from '../src/client/store.ts';
import { emptyState } from '../src/state.ts';

const bob: PublicUser = {
  id: '0199f3a0-2d00-7a10-8b11-0a1b2c3d4e02',
  username: 'bob',
  displayName: 'Bob',
  bio: '',
  birthday: null,
  statusMessage: '',
  isAdmin: false,
  joinedAt: '2026-11-20T08:00:00.000Z',
  lastSeenAt: '2026-11-21T09:30:00.000Z',
  avatarFileId: null,
};
const relation: Relation = { userId: bob.id, state: 'received', since: bob.joinedAt, isBlocked: false };

test('an event about a contact brings who it is, how I stand to him, and how many wait', () => {
  const state = applyEvent(emptyState, { ev: 'contact', user: bob, relation, incomingCount: 2 });
  expect(state.contacts).toEqual({ relations: { [bob.id]: relation }, incomingCount: 2, privacy: null });
  expect(state.users[bob.id]).toEqual(bob);
  const blocked: Relation = { ...relation, state: 'none', since: null, isBlocked: true };
  const next = applyEvent(state, { ev: 'contact', user: bob, relation: blocked, incomingCount: 1 });
  expect(next.contacts).toMatchObject({ relations: { [bob.id]: blocked }, incomingCount: 1 });
});

test('my own choices arrive from another device', () => {
  const privacy = {
    whoCanWrite: 'contacts',
    whoCanSeeLastSeen: 'nobody',
    whoCanAddToGroups: 'everyone',
    whoCanFindMe: 'everyone',
  } as const;
  expect(applyEvent(emptyState, { ev: 'privacy', privacy }).contacts.privacy).toEqual(privacy);
});

test('what is told to many says nothing of the last activity; what is told to me does', () => {
  const known = mergeUsers(emptyState, [bob]);
  const hidden = { ...bob, displayName: 'Robert', lastSeenAt: null };
  expect(mergeUsers(known, [hidden]).users[bob.id]).toEqual({ ...hidden, lastSeenAt: bob.lastSeenAt });
  expect(applyEvent(known, { ev: 'user', user: hidden }).users[bob.id]).toEqual(hidden);
});

test('an answer that an event or a reconnect overtook is asked for again', async () => {
  const store = createStore();
  const answers: PromiseWithResolvers<number>[] = [];
  const people = createPeople({
    store,
    timing: { sendRetryMs: 1 },
    isOnline: () => true,
    rest: {
      contacts: {
        relation: async () => relation,
        async requests() {
          const answer = Promise.withResolvers<number>();
          answers.push(answer);
          return { requests: [], users: [], nextCursor: null, incomingCount: await answer.promise };
        },
      },
      privacy: { get: () => Promise.reject(new Error('nobody asks')) },
    },
  });
  const asked = async (count: number) => {
    await expect.poll(() => answers.length).toBe(count);
  };
  const event = { ev: 'contact', user: bob, relation, incomingCount: 1 } as const;
  people.resume();
  await asked(1);
  store.update((state) => applyEvent(state, event));
  people.heard(event);
  answers[0]?.resolve(0);
  await asked(2);
  expect(store.get().contacts.incomingCount).toBe(1);
  people.resume();
  answers[1]?.resolve(7);
  await asked(3);
  // One that fails is tried again.
  answers[2]?.reject(new TypeError('no network'));
  await asked(4);
  answers[3]?.resolve(2);
  await expect.poll(() => store.get().contacts.incomingCount).toBe(2);
  people.stop();
});
