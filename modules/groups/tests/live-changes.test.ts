import type { Chat, Group, SocketEvent } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { Stalls } from '@bridges/dev-env/stalls';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addMembers, createGroup, removeMember, setRole, update } from './group-tools.ts';
import { LiveSocket } from './live-socket.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol] = (await Promise.all(['alice', 'bob', 'carol'].map((name) => platform.user(name)))) as [
    TestUser,
    TestUser,
    TestUser,
  ];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id] });
});

type Kind = SocketEvent['ev'];
const kinds = (socket: LiveSocket): Kind[] => socket.of(group.chatId).map(({ ev }) => ev);
const chatOf = (user: TestUser) => user.get<Chat>(`/api/chats/${group.chatId}`);

describe('a change of a group', () => {
  it('moves the head by one event for all, beside what it says', async () => {
    using bobs = await LiveSocket.open(bob);
    const before = await chatOf(bob);
    await update(alice, group.chatId, { title: 'Renamed' });
    const changed = await bobs.next((event) => event.ev === 'changed');
    expect(changed).toMatchObject({
      chat: group.chatId,
      after: before.rev,
      rev: before.rev + 1,
      messages: [],
      head: { title: 'Renamed', group: { memberCount: 2 } },
    });
    expect(kinds(bobs)).toEqual(['message', 'changed']);
    expect(await chatOf(bob)).toMatchObject({ title: 'Renamed', rev: before.rev + 1 });
  });

  it('that adds somebody tells her of the chat, and the others how many they are', async () => {
    using bobs = await LiveSocket.open(bob);
    using carols = await LiveSocket.open(carol);
    await addMembers(alice, group.chatId, [carol.id]);
    const told = await carols.next((event) => event.ev === 'chat');
    expect(told).toMatchObject({ chat: await chatOf(carol) });
    expect(kinds(carols)).toEqual(['chat']);
    await bobs.next((event) => event.ev === 'changed' && event.head?.group?.memberCount === 3);
    expect(kinds(bobs)).toEqual(['message', 'changed']);
    await bob.post(group.chatId, 'Welcome');
    await carols.next((event) => event.ev === 'message');
  });

  it('of a role is told to that person, and said to all', async () => {
    using bobs = await LiveSocket.open(bob);
    using alices = await LiveSocket.open(alice);
    await setRole(alice, group.chatId, bob.id, 'admin');
    // He may still be told of being added.
    await bobs.next((event) => event.ev === 'chat' && event.chat.role === 'admin');
    await alices.next((event) => event.ev === 'message');
    await alices.ping();
    expect(kinds(alices)).toEqual(['message']);
  });

  it('that removes somebody is the last she hears of it, within 2 s of its acknowledgement', async () => {
    using bobs = await LiveSocket.open(bob);
    let isOver = false;
    const chatter = (async () => {
      while (!isOver) await alice.post(group.chatId, 'Between us');
    })();
    await bobs.next((event) => event.ev === 'message');
    using stalls = new Stalls();
    await removeMember(alice, group.chatId, bob.id);
    const acknowledgedAt = Date.now();
    for (let count = 0; count < 20; count++) await alice.post(group.chatId, 'Without Bob');
    isOver = true;
    await chatter;
    await bobs.ping();
    const heard = bobs.of(group.chatId);
    // Told again with the event, for those who missed the first.
    const end = heard.findIndex(({ ev }) => ev === 'chatGone');
    expect(end).toBeGreaterThan(0);
    expect(heard.slice(end).filter(({ ev }) => ev !== 'chatGone')).toEqual([]);
    expect(JSON.stringify(heard)).not.toContain('Without Bob');
    const heardAt = bobs.heardAt(({ ev }) => ev === 'chatGone');
    expect(stalls.runningMs(acknowledgedAt, heardAt)).toBeLessThan(2000);
  });

  it('reaches nobody outside', async () => {
    using carols = await LiveSocket.open(carol);
    await update(alice, group.chatId, { title: 'Of us two', description: 'Quiet' });
    await setRole(alice, group.chatId, bob.id, 'admin');
    await bob.post(group.chatId, 'Between us');
    await removeMember(alice, group.chatId, bob.id);
    await platform.settled();
    await carols.ping();
    expect(carols.of(group.chatId)).toEqual([]);
  });
});

describe('many added at once', () => {
  it('are told each, by one message and one event for the rest', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, (_none, at) => platform.user(`m${at}`)));
    using bobs = await LiveSocket.open(bob);
    using first = await LiveSocket.open(many[0] as TestUser);
    using last = await LiveSocket.open(many[29] as TestUser);
    await addMembers(
      alice,
      group.chatId,
      many.map(({ id }) => id),
    );
    for (const socket of [first, last]) {
      const isThis = (event: SocketEvent) => event.ev === 'chat' && event.chat.id === group.chatId;
      expect(await socket.next(isThis)).toMatchObject({
        chat: {
          role: 'member',
          lastMessage: { system: { type: 'membersAdded', count: 30 } },
        },
      });
      expect(kinds(socket)).toEqual(['chat']);
    }
    await bobs.next((event) => event.ev === 'changed');
    await bobs.ping();
    expect(kinds(bobs)).toEqual(['message', 'changed']);
  });
});
