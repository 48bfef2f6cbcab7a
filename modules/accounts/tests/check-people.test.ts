import { randomUUID } from 'node:crypto';
import { AccountsService } from '@bridges/contracts/proto';
import type { TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.ts';

let world: World;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

beforeAll(async () => {
  world = await World.start();
  [alice, bob, carol] = await Promise.all([
    world.platform.user('alice'),
    world.platform.user('bob'),
    world.platform.user('carol'),
  ]);
});
afterAll(() => world?.stop());

const accounts = () => world.platform.rpc.client(AccountsService);

test('others learn what one may do with whom; ids of nobody are left out', async () => {
  const { people } = await accounts().checkPeople({
    viewerId: alice.id,
    userIds: [bob.id, alice.id, randomUUID(), 'not an id'],
  });
  expect(people.map((person) => person.userId).sort()).toEqual([alice.id, bob.id].sort());
  for (const person of people) {
    expect(person).toMatchObject({ canWrite: true, canSeePresence: true, canAddToGroup: true });
  }
});

test('an unknown viewer may nothing', async () => {
  expect((await accounts().checkPeople({ viewerId: 'nobody', userIds: [bob.id] })).people).toEqual([]);
});

test('settings and contacts decide, seen from both sides', async () => {
  await world.sql(
    "update users set who_can_see_last_seen = 'contacts', who_can_write = 'nobody' where id = $1",
    [bob.id],
  );
  await world.sql("insert into contacts values ($1, $2, 'contact', now()), ($2, $1, 'contact', now())", [
    alice.id,
    bob.id,
  ]);
  const ask = async (viewer: TestUser) =>
    (await accounts().checkPeople({ viewerId: viewer.id, userIds: [bob.id] })).people[0];
  expect(await ask(alice)).toMatchObject({ canWrite: false, canSeePresence: true, isContact: true });
  expect(await ask(carol)).toMatchObject({ canWrite: false, canSeePresence: false, isContact: false });
  const watchers = await accounts().checkWatchers({
    userId: bob.id,
    viewerIds: [alice.id, carol.id, bob.id],
  });
  expect(watchers.viewerIds.sort()).toEqual([alice.id, bob.id].sort());
  expect(watchers.profileViewerIds).toHaveLength(3);
});

test('more than 1,000 at once are refused', async () => {
  const userIds = Array.from({ length: 1001 }, () => randomUUID());
  await expect(accounts().checkPeople({ viewerId: alice.id, userIds })).rejects.toThrow(/1,000/);
  await expect(accounts().checkWatchers({ userId: alice.id, viewerIds: userIds })).rejects.toThrow(/1,000/);
});
