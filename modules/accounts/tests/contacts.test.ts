import { randomUUID } from 'node:crypto';
import type { ContactPage } from '@bridges/contracts';
import { ContactAcceptedSchema, ContactRequestedSchema } from '@bridges/contracts/proto';
import { fromBinary } from '@bufbuild/protobuf';
import type { TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  answer,
  cancel,
  contactsOf,
  madeContacts,
  relationTo,
  remove,
  request,
  requestsOf,
} from './people-tools.ts';
import { codeOf, World } from './world.ts';

let world: World;
let alice: TestUser;
let bob: TestUser;
let eventsOf: (name: string) => Promise<Buffer[]>;

beforeAll(async () => {
  world = await World.start();
  eventsOf = await world.watchEvents();
});
afterAll(() => world?.stop());
beforeEach(async () => {
  [alice, bob] = await Promise.all([world.platform.user('alice'), world.platform.user('bob')]);
});

test('a request waits, is accepted, and both have a contact', async () => {
  expect((await request(alice, bob)).body).toMatchObject({ userId: bob.id, state: 'sent', isBlocked: false });
  expect(await requestsOf(alice, 'out')).toEqual([bob.id]);
  expect(await requestsOf(bob, 'in')).toEqual([alice.id]);
  expect(await relationTo(bob, alice)).toMatchObject({ state: 'received' });

  expect((await answer(bob, alice, 'accept')).body).toMatchObject({ state: 'contact' });
  expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([[bob.id], [alice.id]]);
  expect([await requestsOf(alice, 'out'), await requestsOf(bob, 'in')]).toEqual([[], []]);
  const requested = (await eventsOf('accounts.contact_requested.v1')).map((bytes) =>
    fromBinary(ContactRequestedSchema, bytes),
  );
  expect(requested.filter((event) => event.userId === alice.id)).toMatchObject([{ contactId: bob.id }]);
  const accepted = (await eventsOf('accounts.contact_accepted.v1')).map((bytes) =>
    fromBinary(ContactAcceptedSchema, bytes),
  );
  expect(accepted.filter((event) => event.userId === bob.id)).toMatchObject([{ contactId: alice.id }]);
});

test('a request that crosses a request makes contacts, at once and however close they are', async () => {
  await request(alice, bob);
  expect((await request(bob, alice)).body.state).toBe('contact');
  for (let round = 0; round < 5; round++) {
    const [one, other] = await Promise.all([world.platform.user('one'), world.platform.user('other')]);
    await Promise.all([request(one, other), request(other, one)]);
    expect([(await relationTo(one, other)).state, (await relationTo(other, one)).state]).toEqual([
      'contact',
      'contact',
    ]);
  }
});

test('declining is silent, and asking again does not bother', async () => {
  await request(alice, bob);
  expect((await answer(bob, alice, 'decline')).status).toBe(204);
  expect(await requestsOf(bob, 'in')).toEqual([]);
  expect(await relationTo(alice, bob)).toMatchObject({ state: 'sent' });
  expect(await requestsOf(alice, 'out')).toEqual([bob.id]);

  expect((await cancel(alice, bob)).status).toBe(204);
  expect((await request(alice, bob)).body.state).toBe('sent');
  expect(await requestsOf(bob, 'in')).toEqual([]);
  expect(codeOf(await answer(bob, alice, 'accept'))).toBe('accounts.request_not_found');
  const events = (await eventsOf('accounts.contact_requested.v1')).map((bytes) =>
    fromBinary(ContactRequestedSchema, bytes),
  );
  expect(events.filter((event) => event.userId === alice.id)).toHaveLength(1);
  // Who declined may change her mind.
  expect((await request(bob, alice)).body.state).toBe('contact');
});

test('after a request was taken back, asking back is a request, not a contact', async () => {
  await request(alice, bob);
  await answer(bob, alice, 'decline');
  await cancel(alice, bob);
  expect((await request(bob, alice)).body.state).toBe('sent');
  expect(await requestsOf(alice, 'in')).toEqual([bob.id]);
});

test('accept and cancel at once: contacts or nothing, the same for both', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = await Promise.all([world.platform.user('one'), world.platform.user('other')]);
    await request(one, other);
    const [accepted, canceled] = await Promise.all([answer(other, one, 'accept'), cancel(one, other)]);
    const states = [(await relationTo(one, other)).state, (await relationTo(other, one)).state];
    expect(states[0]).toBe(states[1]);
    expect([accepted.status, canceled.status, states[0]]).toEqual(
      states[0] === 'contact' ? [200, 404, 'contact'] : [404, 204, 'none'],
    );
  }
});

test('removing ends it for both; repeating any act is harmless or says what is missing', async () => {
  await madeContacts(alice, bob);
  expect((await request(alice, bob)).body.state).toBe('contact');
  expect((await answer(bob, alice, 'accept')).body.state).toBe('contact');
  expect((await remove(bob, alice)).status).toBe(204);
  expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([[], []]);
  expect(codeOf(await remove(bob, alice))).toBe('accounts.contact_not_found');
  expect(codeOf(await cancel(bob, alice))).toBe('accounts.request_not_found');
  expect(codeOf(await answer(bob, alice, 'decline'))).toBe('accounts.request_not_found');
});

test('nobody, oneself and bad ids', async () => {
  expect(codeOf(await request(alice, { id: randomUUID() }))).toBe('accounts.user_not_found');
  expect(codeOf(await request(alice, alice))).toBe('accounts.not_with_yourself');
  expect((await request(alice, { id: 'x' })).status).toBe(400);
  expect((await alice.ask('POST', '/api/contacts', { userId: bob.id, more: 1 })).status).toBe(400);
  expect((await alice.ask('GET', '/api/contacts/requests?direction=both')).status).toBe(400);
  expect((await alice.ask('GET', '/api/contacts?cursor=bm8')).status).toBe(400);
});

test('the list is by name, with search and pages', async () => {
  const names = ['Яна', 'Anna', 'Борис', 'Анна', 'Zoe'];
  for (const name of names) {
    const other = await world.platform.user(name === 'Zoe' ? 'zoe' : 'person', { displayName: name });
    await madeContacts(other, alice);
  }
  const listed: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: ContactPage = await alice.get(`/api/contacts?limit=2${cursor && `&cursor=${cursor}`}`);
    listed.push(...page.contacts.map((entry) => entry.user.displayName));
    cursor = page.nextCursor;
  }
  expect(listed).toEqual(['Anna', 'Zoe', 'Анна', 'Борис', 'Яна']);
  const found = await alice.get<ContactPage>(`/api/contacts?search=${encodeURIComponent('анн')}`);
  expect(found.contacts.map((entry) => entry.user.displayName)).toEqual(['Анна', 'Anna']);
  const near = await alice.get<ContactPage>(`/api/contacts?search=${encodeURIComponent('бориис')}`);
  expect(near.contacts.map((entry) => entry.user.displayName)).toEqual(['Борис']);
  expect(found.incomingCount).toBe(0);
});

test('requests in pages, the latest first, and counted', async () => {
  const askers: string[] = [];
  for (let at = 0; at < 5; at++) {
    const asker = await world.platform.user('asker');
    await request(asker, alice);
    askers.unshift(asker.id);
  }
  const first = await alice.get<{
    requests: { user: { id: string } }[];
    nextCursor: string;
    incomingCount: number;
  }>('/api/contacts/requests?direction=in&limit=3');
  expect(first.incomingCount).toBe(5);
  const second = await alice.get<typeof first>(
    `/api/contacts/requests?direction=in&limit=3&cursor=${first.nextCursor}`,
  );
  expect([...first.requests, ...second.requests].map((entry) => entry.user.id)).toEqual(askers);
  expect(second.nextCursor).toBeNull();
});

test('requests are limited', async () => {
  await using strict = await World.start({ RATE_LIMIT_CONTACT_REQUESTS_PER_USER: '2' });
  const [eve, ...others] = await Promise.all(
    ['eve', 'a', 'b', 'c'].map((name) => strict.platform.user(name.padEnd(3, 'x'))),
  );
  const statuses: number[] = [];
  for (const other of others) statuses.push((await request(eve as TestUser, other)).status);
  expect(statuses).toEqual([200, 200, 429]);
});
