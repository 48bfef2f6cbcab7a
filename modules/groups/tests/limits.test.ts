import { randomUUID } from 'node:crypto';
import { GroupsService } from '@bridges/contracts/proto';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createGroup } from './group-tools.ts';

/** How often one user may do what costs others something. */
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'groups', 'messages'],
    env: { RATE_LIMIT_LINKS_PER_USER: '3', RATE_LIMIT_GROUPS_PER_USER: '3' },
  });
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});
afterAll(() => platform.stop());

it('looking at links, and following them', async () => {
  const statuses = [];
  for (let guess = 0; guess < 5; guess++) {
    const path = `/api/invite-links/${String(guess).repeat(22)}`;
    statuses.push((await (guess % 2 ? alice.ask('POST', `${path}/join`) : alice.ask('GET', path))).status);
  }
  expect(statuses).toEqual([404, 404, 404, 429, 429]);
});

it('making groups, rooms of new names among them; repeats, joining and others are not counted', async () => {
  const openRoom = (user: TestUser, handle: string) =>
    platform.rpc.client(GroupsService).openRoom({ userId: user.id, handle });
  const clientId = randomUUID();
  const first = await createGroup(alice, { clientId });
  for (let repeat = 0; repeat < 4; repeat++)
    expect((await createGroup(alice, { clientId })).chatId).toBe(first.chatId);
  await createGroup(alice);
  const room = `room-${randomUUID().slice(0, 8)}`;
  await openRoom(alice, room);
  const refused = await alice.ask('POST', '/api/groups', { title: 'One too many' });
  expect([refused.status, codeOf(refused)]).toEqual([429, 'kit.rate_limited']);
  const tooMany = expect.objectContaining({ code: 'kit.rate_limited' });
  await expect(openRoom(alice, `room-${randomUUID().slice(0, 8)}`)).rejects.toEqual(tooMany);
  await openRoom(alice, room);
  expect((await createGroup(alice, { clientId })).chatId).toBe(first.chatId);
  await createGroup(bob);
  await openRoom(bob, room);
});
