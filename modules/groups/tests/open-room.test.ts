import { randomUUID } from 'node:crypto';
import { GroupsService } from '@bridges/contracts/proto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chatMembers, createGroup, removeMember } from './group-tools.ts';

let platform: TestPlatform;
let closed: TestPlatform;
let alice: TestUser;
let bob: TestUser;

const services = ['accounts', 'groups', 'messages'] as const;
const freeHandle = () => `room-${randomUUID().slice(0, 8)}`;
const notFound = expect.objectContaining({ code: 'groups.not_found' });

beforeAll(async () => {
  const postgresUrl = inject('postgresUrl');
  platform = await startTestPlatform({ postgresUrl, services: [...services] });
  closed = await startTestPlatform({ postgresUrl, services: [...services], env: { OPEN_ROOMS: 'false' } });
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});
afterAll(() => Promise.all([platform.stop(), closed.stop()]));

async function openRoom(user: TestUser, handle: string, on = platform): Promise<string> {
  return (await on.rpc.client(GroupsService).openRoom({ userId: user.id, handle })).chatId;
}

describe('OpenRoom', () => {
  it('makes an unknown room, lets others in, and keeps them in', async () => {
    const name = freeHandle();
    const chatId = await openRoom(alice, name.toUpperCase());
    await alice.post(chatId, 'First');
    expect(await openRoom(bob, name)).toBe(chatId);
    await bob.post(chatId, 'Second');
    expect(await openRoom(bob, name)).toBe(chatId);
    expect(await alice.get(`/api/groups/${chatId}`)).toMatchObject({
      title: name,
      handle: name,
      isPublic: true,
      role: 'owner',
      memberCount: 2,
    });
  });

  it('brings all who open one name at once into one group', async () => {
    const name = freeHandle();
    const users = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((who) => platform.user(`${who}-opener`)),
    );
    const chatIds = await Promise.all([...users, ...users].map((user) => openRoom(user, name)));
    expect(new Set(chatIds).size).toBe(1);
    const members = await chatMembers(users[0] as TestUser, chatIds[0] ?? '');
    expect([...members.keys()].toSorted()).toEqual(users.map((user) => user.id).toSorted());
    expect([...members.values()].filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('opens a private group to its members only', async () => {
    const handle = freeHandle();
    const group = await createGroup(alice, { handle });
    expect(await openRoom(alice, handle)).toBe(group.chatId);
    await expect(openRoom(bob, handle)).rejects.toEqual(notFound);
  });

  it('never makes a room of an id or of what can be no handle', async () => {
    const { chatId } = await createGroup(alice);
    const names = [
      chatId,
      chatId.toUpperCase(),
      randomUUID(),
      '',
      'x',
      'a b',
      '-x',
      'комната',
      'x'.repeat(65),
      'a\0b',
    ];
    for (const name of names) await expect(openRoom(bob, name), name).rejects.toEqual(notFound);
  });

  it('survives rooms that empty and fill at the same time', async () => {
    const name = freeHandle();
    const rounds = Array.from({ length: 6 }, async (_none, round) => {
      const user = round % 2 ? alice : bob;
      const chatId = await openRoom(user, name);
      expect([204, 404]).toContain((await removeMember(user, chatId, user.id)).status);
    });
    await Promise.all(rounds);
    await platform.settled();
    const chatId = await openRoom(alice, name);
    await alice.post(chatId, 'Here');
  });

  it('makes no rooms where they are not open, yet lets people join public ones', async () => {
    const [dan, erin] = await Promise.all([closed.user('dan'), closed.user('erin')]);
    await expect(openRoom(dan, freeHandle(), closed)).rejects.toEqual(notFound);
    const handle = freeHandle();
    const group = await createGroup(dan, { handle, isPublic: true });
    expect(await openRoom(erin, handle, closed)).toBe(group.chatId);
  });
});
