import { randomUUID } from 'node:crypto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSocket, SocketClient } from './socket-client.ts';

describe('the room socket', () => {
  let platform: TestPlatform;
  let alice: TestUser;
  let bob: TestUser;
  let mallory: TestUser;

  beforeAll(async () => {
    platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
    [alice, bob, mallory] = (await Promise.all(
      ['alice', 'bob', 'mallory'].map((name) => platform.user(name)),
    )) as [TestUser, TestUser, TestUser];
  });
  afterAll(() => platform.stop());

  const room = (user: TestUser, name: string) =>
    new SocketClient(`${platform.url}/ws/chat/${name}/?token=${user.access}`).open();
  /** An answer to something that came after all that was said before. */
  const settle = async (socket: SocketClient) => {
    const before = socket.frames.length;
    socket.send({ action: 'nonsense' });
    await socket.until(() => socket.frames.length > before);
  };

  it('works as seed 2 says: any name is a room, messages go to everyone in it', async () => {
    using a = await room(alice, 'lobby');
    a.send({ message: 'Привет, мир!' });
    const mine = await a.next(({ message }) => message === 'Привет, мир!');
    expect(mine).toEqual({
      user: alice.username,
      message: 'Привет, мир!',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    using b = await room(bob, 'lobby');
    b.send({ message: 'hello' });
    const [atA, atB] = await Promise.all(
      [a, b].map((socket) => socket.next(({ user }) => user === bob.username)),
    );
    expect(atA).toEqual(atB);
    expect(atA).toMatchObject({ message: 'hello' });
  });

  it('works as seed 4 says: two actions, in a direct chat by its id', async () => {
    const { id } = await alice.openDirect(bob);
    using a = await room(alice, id);
    using b = await room(bob, id);
    for (const text of ['one', 'two', 'three']) {
      a.send({ action: 'send_message', message: text });
      await b.next(({ message }) => message === text);
    }
    using late = await room(bob, id);
    late.send({ action: 'retrieve_message', number: 2 });
    await late.until(() => late.frames.length >= 2);
    expect(late.frames.map(({ user, message }) => [user, message])).toEqual([
      [alice.username, 'two'],
      [alice.username, 'three'],
    ]);
    late.send({ action: 'retrieve_message' });
    await late.until(() => late.frames.length >= 5);
    expect(late.frames.slice(2).map(({ message }) => message)).toEqual(['one', 'two', 'three']);
  });

  it('meets the full socket in one chat', async () => {
    const { id } = await alice.openDirect(mallory);
    using full = await openSocket(mallory);
    using seed = await room(alice, id.toUpperCase());
    seed.send({ message: 'from the room' });
    expect(await full.event('message')).toMatchObject({ chat: id, message: { text: 'from the room' } });
    await full.ask({ do: 'send', chat: id, clientId: randomUUID(), text: 'from the app' });
    expect(await seed.next(({ user }) => user === mallory.username)).toMatchObject({
      message: 'from the app',
    });
  });

  it('is told by GET /api/chats/{id}/socket', async () => {
    const { id } = await alice.openDirect(bob);
    const { url } = await alice.get<{ url: string }>(`/api/chats/${id}/socket`);
    using socket = await new SocketClient(`${url}?token=${alice.access}`).open();
    socket.send({ message: 'by its address' });
    expect(await socket.next(({ message }) => message === 'by its address')).toMatchObject({
      user: alice.username,
    });
  });

  it.each([
    ['a bad token', (id: string) => `/ws/chat/${id}/?token=a.b.c`, 4500],
    ['no token', (id: string) => `/ws/chat/${id}`, 4500],
    ['a chat of others', (id: string) => `/ws/chat/${id}/?token=${mallory.access}`, 4502],
    ['an unknown chat', () => `/ws/chat/${randomUUID()}/?token=${mallory.access}`, 4502],
    ['no possible name', () => `/ws/chat/${encodeURIComponent('что? / ')}/?token=${mallory.access}`, 4502],
  ])('closes for %s', async (_name, path, code) => {
    const { id } = await alice.openDirect(bob);
    using socket = new SocketClient(platform.url + path(id));
    expect((await socket.end()).code).toBe(code);
  });

  it('refuses what it cannot read, and closes at the third time', async () => {
    using socket = await room(alice, 'strict');
    socket.send({ action: 'send_message' });
    const { error } = await socket.next((frame) => 'error' in frame);
    expect(error).toEqual({ code: 'gateway.invalid_command', message: expect.any(String) });
    socket.send({ action: 'retrieve_message', number: 101 });
    socket.send({ message: 5 });
    expect((await socket.end()).code).toBe(4503);
  });

  it.each(['no json', '[]', '"text"', '{"message":"a","message":"b"}', ''])('closes for %s', async (text) => {
    using socket = await room(alice, 'strict');
    socket.send(text);
    expect((await socket.end()).code).toBe(4503);
  });

  it('closes for a frame that is too large', async () => {
    using socket = await room(alice, 'strict');
    socket.send({ message: 'x'.repeat(65 * 1024) });
    expect((await socket.end()).code).toBe(4504);
  });

  it('stops for a member who is removed', async () => {
    const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Ours',
      memberIds: [bob.id],
    });
    expect(group.status).toBe(201);
    const { chatId } = group.body;
    await platform.settled();
    using inRoom = await room(bob, chatId);
    await settle(inRoom);
    using full = await openSocket(bob);
    await alice.post(chatId, 'before');
    await Promise.all([inRoom.next(({ message }) => message === 'before'), full.event('message')]);
    expect((await alice.ask('DELETE', `/api/groups/${chatId}/members/${bob.id}`)).status).toBeLessThan(300);
    await alice.post(chatId, 'after');
    expect((await inRoom.end()).code).toBe(4506);
    expect(await full.event('chatGone')).toEqual({ ev: 'chatGone', chat: chatId });
    await full.ask({ do: 'ping' });
    expect(full.events('message').map(({ message }) => (message as { text: string }).text)).toEqual([
      'before',
    ]);
  });
});
