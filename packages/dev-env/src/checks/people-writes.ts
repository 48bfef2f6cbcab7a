import { succeed } from './truth-scene.ts';
import type { Write } from './truth-scene.ts';

/** What people do with regard to each other. */
export const peopleWrites: Record<string, Write> = {
  'contacts asked for, accepted and removed': async ({ alice, bob, carol }) => {
    await succeed(alice, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(carol, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', `/api/contacts/requests/${alice.id}/accept`);
    await succeed(carol, 'POST', '/api/contacts', { userId: alice.id });
    await succeed(alice, 'POST', `/api/contacts/requests/${carol.id}/decline`);
    await succeed(carol, 'DELETE', `/api/contacts/requests/${bob.id}`);
    await succeed(bob, 'DELETE', `/api/contacts/${alice.id}`);
  },
  'a contact blocked and unblocked': async ({ alice, bob, carol, direct }) => {
    await succeed(alice, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', '/api/contacts', { userId: alice.id });
    await succeed(carol, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', '/api/blocks', { userId: carol.id });
    await succeed(alice, 'POST', '/api/blocks', { userId: bob.id });
    await succeed(alice, 'DELETE', `/api/blocks/${bob.id}`);
    await bob.post(direct, 'hello again');
  },
  'reading while one has blocked the other': async ({ alice, bob, direct }) => {
    const { seq } = await bob.post(direct, 'Have you seen it?');
    await succeed(alice, 'POST', '/api/blocks', { userId: bob.id });
    await succeed(alice, 'POST', `/api/chats/${direct}/read`, { seq });
    await succeed(alice, 'DELETE', `/api/blocks/${bob.id}`);
  },
  "choices of one's privacy": async ({ alice, bob }) => {
    await succeed(alice, 'PATCH', '/api/me/privacy', { whoCanSeeLastSeen: 'nobody', whoCanFindMe: 'nobody' });
    await succeed(bob, 'PATCH', '/api/me/privacy', { whoCanWrite: 'contacts' });
    await succeed(alice, 'PATCH', '/api/me/privacy', { whoCanFindMe: 'everyone' });
  },
  'a profile changed': ({ bob }) =>
    succeed(bob, 'PATCH', '/api/me', {
      displayName: 'Боб',
      statusMessage: 'away',
      bio: 'x',
      birthday: '1990-01-01',
    }),
};
