import { WebSocket } from 'ws';
import type { TestUser } from '../test-user.ts';
import { createGroup, succeed, withLatecomer } from './truth-scene.ts';
import type { Write } from './truth-scene.ts';

/** Opens the chat of a name over the room socket, and leaves when she is in. */
async function enterRoom(user: TestUser, name: string): Promise<void> {
  const url = `${user.url.replace('http', 'ws')}/ws/chat/${name}/`;
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${user.access}` } });
  const heard = Promise.withResolvers<void>();
  socket.on('error', heard.reject);
  socket.on('close', (code) => heard.reject(new Error(`closed: ${code}`)));
  socket.on('message', () => heard.resolve());
  socket.on('open', () => socket.send(JSON.stringify({ message: 'Here I am' })));
  await heard.promise;
  socket.terminate();
}

/** Groups, and who is in them. */
export const groupWrites: Record<string, Write> = {
  'a group created': ({ bob, alice, carol }) => createGroup(bob, [alice, carol], { title: 'Another' }),
  'a group created and written in': async ({ bob, alice, carol }) => {
    await alice.post(await createGroup(bob, [alice, carol], { title: 'Another' }), 'hi');
  },
  'a member added': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    await alice.post(chat, 'before Carol');
    await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
    await bob.post(chat, 'welcome');
  },
  'a member removed': async ({ alice, bob, carol, group }) => {
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
    await bob.post(group, 'she is gone');
  },
  'a member removed who had read most': async ({ alice, carol, group }) => {
    await succeed(carol, 'POST', `/api/chats/${group}/read`, { seq: 1 });
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
  },
  'a member removed and added again': async ({ alice, carol, group }) => {
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
    await succeed(alice, 'POST', `/api/groups/${group}/members`, { userIds: [carol.id] });
    await alice.post(group, 'back again');
  },
  'a member left': ({ bob, group }) => succeed(bob, 'DELETE', `/api/groups/${group}/members/${bob.id}`),
  'the owner left, another one follows': ({ alice, group }) =>
    succeed(alice, 'DELETE', `/api/groups/${group}/members/${alice.id}`),
  'a group renamed, described, opened to all': async ({ alice, bob, group }) => {
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { title: 'Renamed', description: 'About it' });
    await bob.post(group, 'a good name');
    const handle = `truth-${group.slice(-8)}`;
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { handle, isPublic: true, joinRule: 'open' });
  },
  'settings of a group': ({ alice, group }) =>
    succeed(alice, 'PATCH', `/api/groups/${group}`, { postRole: 'admin', slowModeSeconds: 30 }),
  'roles given and taken, the group handed over': async ({ alice, bob, carol, group }) => {
    const role = (id: string, name: string) =>
      succeed(alice, 'PUT', `/api/groups/${group}/members/${id}/role`, { role: name });
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { postRole: 'admin' });
    await role(bob.id, 'admin');
    await role(carol.id, 'admin');
    await role(carol.id, 'member');
    await succeed(alice, 'POST', `/api/groups/${group}/owner`, { userId: bob.id });
  },
  'a ban, lifted, and joining again': async ({ alice, carol, group }) => {
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { isPublic: true, joinRule: 'open' });
    await succeed(alice, 'PUT', `/api/groups/${group}/bans/${carol.id}`);
    await alice.post(group, 'she is banned');
    await succeed(alice, 'DELETE', `/api/groups/${group}/bans/${carol.id}`);
    await succeed(carol, 'POST', `/api/groups/${group}/join`);
    await carol.post(group, 'back again');
  },
  'a member added whose history begins later': async ({ alice, bob, carol }) => {
    const { chat } = await withLatecomer({ alice, bob, carol });
    await bob.post(chat, 'after Carol');
  },
  'changes of what is before the history of one of them': async ({ alice, bob, carol }) => {
    const { chat, seq } = await withLatecomer({ alice, bob, carol });
    const at = `/api/chats/${chat}/messages/${seq}`;
    await succeed(bob, 'PUT', `${at}/reactions/${encodeURIComponent('👍')}`);
    await succeed(alice, 'PATCH', at, { text: 'edited, before Carol' });
    const replyTo = { seq, quote: 'edited' };
    await succeed(bob, 'POST', `/api/chats/${chat}/messages`, { text: 'indeed', replyTo });
    await succeed(alice, 'DELETE', at);
    await bob.post(chat, 'after all');
  },
  'a group deleted': ({ alice, group }) => succeed(alice, 'DELETE', `/api/groups/${group}`),
  'a room opened by its name, by one after the other': async ({ alice, bob, carol }) => {
    const room = `room-${crypto.randomUUID().slice(0, 8)}`;
    for (const user of [alice, bob, carol]) await enterRoom(user, room);
  },
};
