import { typingUsers } from '@bridges/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { atAnotherDevice, join, textsOf } from './sdk-client.ts';
import type { Person } from './sdk-client.ts';
import { until } from './until.ts';

let deployment: Deployment;
let alice: Person;
let bob: Person;
let chatId: string;

beforeAll(async () => {
  deployment = await deploy();
  alice = await join(deployment.url, 'alice');
  bob = await join(deployment.url, 'bob');
});
afterAll(async () => {
  await alice?.client.stop();
  await bob?.client.stop();
  await deployment?.[Symbol.asyncDispose]();
});

const sees = (person: Person, texts: string[]) =>
  until(
    () => JSON.stringify(textsOf(person, chatId)) === JSON.stringify(texts),
    `${person.username} sees ${texts.join(', ')}`,
    () => textsOf(person, chatId).join(', '),
  );
const headOf = (person: Person) => person.client.getState().chats[chatId]?.chat;

test('she finds him in the directory by part of his name, and opens a chat', async () => {
  const { users } = await alice.client.rest.users.list({ search: bob.username.slice(2) });
  expect(users.map(({ id }) => id)).toEqual([bob.id]);
  chatId = await alice.client.openDirect(bob.id);
  await alice.client.openChat(chatId);
  expect(headOf(alice)).toMatchObject({ kind: 'direct', peerId: bob.id, lastSeq: 0 });
});

test('what either writes, both see at once, in one order, and nobody else hears of it', async () => {
  const carol = await join(deployment.url, 'carol');
  const heard: string[] = [];
  bob.client.onMessage(({ text }) => heard.push(text));
  alice.client.send(chatId, 'Привет, Боб!');
  await sees(bob, ['Привет, Боб!']);
  await sees(alice, ['Привет, Боб!']);
  bob.client.send(chatId, 'Hi Alice 👋');
  await sees(alice, ['Привет, Боб!', 'Hi Alice 👋']);
  // His own comes back to him on its own way: through another gateway it may be behind hers.
  await until(() => heard.length >= 2, 'his own message heard');
  expect(heard).toEqual(['Привет, Боб!', 'Hi Alice 👋']);
  expect(Object.keys(carol.client.getState().chats)).not.toContain(chatId);
  await expect(carol.client.openChat(chatId)).rejects.toMatchObject({ code: 'messages.chat_not_found' });
  await carol.client.stop();
});

test('the ticks turn when he has read, and his count goes to zero', async () => {
  alice.client.send(chatId, 'Did you see this?');
  await until(() => headOf(bob)?.lastSeq === 3, 'the third message');
  expect(headOf(bob)?.unreadCount).toBe(1);
  expect(headOf(alice)?.othersReadSeq).toBe(2);
  bob.client.markRead(chatId, 3);
  expect(headOf(bob)?.unreadCount).toBe(0);
  await until(() => headOf(alice)?.othersReadSeq === 3, 'the read tick');
});

test('she sees him type, until his message comes', async () => {
  bob.client.sendTyping(chatId);
  await until(() => typingUsers(alice.client.getState(), chatId).includes(bob.id), 'typing');
  bob.client.send(chatId, 'Yes');
  await until(() => headOf(alice)?.lastSeq === 4, 'his answer');
  expect(typingUsers(alice.client.getState(), chatId)).toEqual([]);
});

test('she sees him online, and gone when he leaves; he comes back to everything', async () => {
  const isOnline = () => alice.client.getState().presence[bob.id]?.isOnline;
  alice.client.watch([bob.id]);
  await until(() => isOnline() === true, 'presence');
  await bob.client.stop();
  await until(() => isOnline() === false, 'absence');
  alice.client.send(chatId, 'Where are you?');
  await until(() => headOf(alice)?.lastSeq === 5, 'her message');
  await bob.client.start();
  await until(() => isOnline() === true, 'presence again');
  await until(() => headOf(bob)?.lastSeq === 5, 'what he missed');
  expect(textsOf(bob, chatId).at(-1)).toBe('Where are you?');
});

test('a profile she changes is seen by who follows her', async () => {
  bob.client.watch([alice.id]);
  await until(() => bob.client.getState().presence[alice.id] !== undefined, 'following');
  await alice.client.rest.me.update({ statusMessage: 'На море' });
  await until(
    () => bob.client.getState().users[alice.id]?.statusMessage === 'На море',
    'the new status message',
  );
});

test(
  'what he has not open is in his inbox on all his devices, until he reads it on one',
  { timeout: 90_000 },
  async () => {
    await using phone = await atAnotherDevice(deployment.url, bob);
    await using carol = await join(deployment.url, 'carol');
    const withCarol = await carol.client.openDirect(bob.id);
    const newsOn = ({ client }: Person) =>
      client
        .getState()
        .inbox.entries.filter(({ kind, details }) => kind === 'messages' && details.chatId === withCarol);
    const devices = [bob, phone];
    await carol.client.openChat(withCarol);
    carol.client.send(withCarol, 'Anybody there?');
    await until(() => devices.every((device) => newsOn(device).length === 1), 'the entry', undefined, 30_000);
    expect(newsOn(phone)).toMatchObject([
      { readAt: null, count: 1, actorIds: [carol.id], details: { seq: 1, text: 'Anybody there?' } },
    ]);
    expect(newsOn(bob)).toEqual(newsOn(phone));
    expect((await bob.client.rest.notifications.list({})).notifications).toContainEqual(newsOn(bob)[0]);
    phone.client.markRead(withCarol, 1);
    await until(() => devices.every((device) => newsOn(device).length === 0), 'its end', undefined, 30_000);
  },
);
