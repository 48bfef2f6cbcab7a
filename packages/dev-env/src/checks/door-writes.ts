import { ask } from '../test-user.ts';
import type { TestUser } from '../test-user.ts';
import { createGroup, succeed } from './truth-scene.ts';
import type { Write } from './truth-scene.ts';

/** Of the service that makes chats about things: the platform's `SERVICE_KEYS` name it. */
export const serviceSecret = `bsk_${'t'.repeat(40)}`;

async function invite(by: TestUser, chat: string, user: TestUser): Promise<string> {
  const path = `/api/groups/${chat}/invitations`;
  const body = { userIds: [user.id] };
  const { invitations } = await succeed<{ invitations: { id: string }[] }>(by, 'POST', path, body);
  return invitations[0]?.id ?? '';
}

async function linkInto(by: TestUser, chat: string, terms: object): Promise<string> {
  return (await succeed<{ secret: string }>(by, 'POST', `/api/groups/${chat}/invite-links`, terms)).secret;
}

/** Ways into groups, and chats about things. */
export const doorWrites: Record<string, Write> = {
  'invitations accepted, declined and taken back': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    for (const [user, verb] of [
      [bob, 'accept'],
      [carol, 'decline'],
    ] as const)
      await succeed(user, 'POST', `/api/invitations/${await invite(alice, chat, user)}/${verb}`);
    await succeed(alice, 'DELETE', `/api/invitations/${await invite(alice, chat, carol)}`);
    await invite(alice, chat, carol);
  },
  'an invitation whose inviter left': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    await succeed(alice, 'PATCH', `/api/groups/${chat}`, { addRole: 'member' });
    await invite(bob, chat, carol);
    await succeed(bob, 'DELETE', `/api/groups/${chat}/members/${bob.id}`);
  },
  'an invited user added otherwise': async ({ alice, carol }) => {
    const chat = await createGroup(alice, []);
    await invite(alice, chat, carol);
    await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
  },
  'joining by a link': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    const secret = await linkInto(alice, chat, { useLimit: 1 });
    await succeed(carol, 'POST', `/api/invite-links/${secret}/join`);
    await carol.post(chat, 'here');
  },
  'a ban of one who is invited, and of one who asks': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    await invite(alice, chat, bob);
    const secret = await linkInto(alice, chat, { needsApproval: true });
    await succeed(carol, 'POST', `/api/invite-links/${secret}/join`);
    for (const { id } of [bob, carol]) await succeed(alice, 'PUT', `/api/groups/${chat}/bans/${id}`);
  },
  'requests to join made, approved, declined and withdrawn': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    const secret = await linkInto(alice, chat, { needsApproval: true });
    const ask = (user: TestUser) => succeed(user, 'POST', `/api/invite-links/${secret}/join`);
    await ask(bob);
    await ask(carol);
    await succeed(alice, 'POST', `/api/groups/${chat}/join-requests/${bob.id}/approve`);
    await succeed(alice, 'POST', `/api/groups/${chat}/join-requests/${carol.id}/decline`);
    await ask(carol);
    await succeed(carol, 'DELETE', `/api/join-requests/${chat}`);
    await ask(carol);
  },
  'a chat about a thing: its card, its state, its members': async ({ alice, bob, carol }) => {
    const path = `/api/contexts/order/${crypto.randomUUID().slice(0, 8)}`;
    const say = async (method: string, body?: object) => {
      const answer = await ask<{ chatId: string }>(alice.url, method, path, body, serviceSecret);
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
      return answer.body.chatId;
    };
    const put = (body: object) => say('PUT', body);
    const card = { title: 'Order', status: 'Paid' };
    const all = [alice, bob, carol].map(({ id }) => ({ userId: id }));
    const chat = await put({ card, members: all });
    await alice.post(chat, 'Where is it?');
    await put({ card: { ...card, status: 'Shipped' } });
    await put({ card: { title: 'Order 1' }, state: 'readOnly', members: all.slice(0, 2) });
    await put({ card: { title: 'Order 1' }, state: 'open' });
    await say('DELETE');
  },
  'a public group joined by its handle, and asked for': async ({ alice, bob, carol }) => {
    const handle = `public-${crypto.randomUUID().slice(0, 8)}`;
    const chat = await createGroup(alice, [], { handle, isPublic: true });
    await succeed(bob, 'POST', '/api/groups/join', { handle });
    await succeed(alice, 'PATCH', `/api/groups/${chat}`, { joinRule: 'approval' });
    await succeed(carol, 'POST', `/api/groups/${chat}/join`);
    await succeed(alice, 'POST', `/api/groups/${chat}/join-requests/${carol.id}/approve`);
    await carol.post(chat, 'thank you');
  },
};
