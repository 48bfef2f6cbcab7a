import {
  chatsInList,
  createClient,
  isArchived,
  isMarkedUnread,
  isMuted,
  memoryOutboxStore,
} from '@bridges/sdk';
import type { Client } from '@bridges/sdk';
import { uploadFile } from '@bridges/sdk/uploads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { join, textsOf } from './sdk-client.ts';
import type { Person } from './sdk-client.ts';
import { until } from './until.ts';

let deployment: Deployment;
let alice: Person;
let bob: Person;
/** Alice's other device. */
let phone: Client;
let chatId: string;
/** Alice's drafts go out when this lets them. */
let draftsMayGo: Promise<void> | undefined;

beforeAll(async () => {
  deployment = await deploy();
  alice = await join(deployment.url, 'alice', {
    timing: { draftDebounceMs: 200 },
    async fetch(input, init) {
      if (init?.method === 'PUT' && String(input).endsWith('/draft')) await draftsMayGo;
      return fetch(input, init);
    },
  });
  bob = await join(deployment.url, 'bob');
  phone = createClient({
    baseUrl: deployment.url,
    session: { tokens: { ...alice.tokens } },
    outboxStore: memoryOutboxStore(),
    timing: { reconnectMinMs: 50, reconnectMaxMs: 500, sendRetryMs: 100 },
  });
  chatId = await alice.client.openDirect(bob.id);
  bob.client.send(chatId, 'Hi');
  await connect();
  await until(() => alice.client.getState().chats[chatId]?.chat.lastSeq === 1, 'it is there');
});
afterAll(async () => {
  await phone?.stop();
  await alice?.client.stop();
  await bob?.client.stop();
  await deployment?.[Symbol.asyncDispose]();
});

async function connect(): Promise<void> {
  await phone.start();
  await until(() => phone.connection.status === 'online', 'the phone is online');
}
const chatOn = (client: Client) => client.getState().chats[chatId]?.chat;
const revOf = (client: Client) => client.getState().marks.rev;
const marksOn = (client: Client) => chatOn(client)?.marks;
/** Both devices hold the same, and all of it. */
const agree = () =>
  until(
    () =>
      revOf(phone) === revOf(alice.client) &&
      JSON.stringify(marksOn(phone)) === JSON.stringify(marksOn(alice.client)),
    'both devices agree',
    () => JSON.stringify([revOf(phone), marksOn(phone), revOf(alice.client), marksOn(alice.client)]),
  );

test('what she sets on one device is there on the other within a second', async () => {
  // On a machine that is busy with something else one of them may take longer; never all of them.
  let quickestMs = Infinity;
  for (let tries = 1; quickestMs >= 1000 && tries <= 5; tries++) {
    if (tries > 1) {
      await alice.client.setMarks(chatId, { isPinned: false });
      await until(() => chatOn(phone)?.marks.pinOrder === null, 'no longer pinned on the phone');
    }
    const since = performance.now();
    await alice.client.setMarks(chatId, { mutedUntil: '9999-12-31T23:59:59.999Z', isPinned: true });
    await until(() => chatOn(phone)?.marks.pinOrder === 0, 'pinned on the phone');
    quickestMs = Math.min(quickestMs, performance.now() - since);
  }
  expect(quickestMs).toBeLessThan(1000);
  const chat = chatOn(phone);
  expect(chat && isMuted(chat)).toBe(true);
  expect(chatsInList(phone.getState())[0]?.chat.id).toBe(chatId);
  await agree();
});

test('a device that was away finds all of it, folders too', async () => {
  await phone.stop();
  const folder = await alice.client.rest.folders.create('Work');
  await alice.client.setMarks(chatId, { isArchived: true, folderIds: [folder.id] });
  await alice.client.setMarks(chatId, { isPinned: false });
  await connect();
  await agree();
  expect(phone.getState().marks.folders).toEqual([folder]);
  const chat = chatOn(phone);
  expect(chat && isArchived(chat)).toBe(true);
  expect(chatsInList(phone.getState(), { folderId: folder.id })).toHaveLength(1);
});

test('a message brings the chat back once it is not muted', async () => {
  await phone.setMarks(chatId, { mutedUntil: null });
  bob.client.send(chatId, 'Still there?');
  await until(() => chatsInList(alice.client.getState())[0]?.chat.id === chatId, 'back in the list');
  await until(() => chatsInList(phone.getState())[0]?.chat.id === chatId, 'on the phone, too');
});

test('a draft goes out once she pauses, is there on the other device, and gone when sent', async () => {
  await agree();
  const before = revOf(alice.client);
  for (const text of ['D', 'De', 'Dear', 'Dear Bob']) alice.client.saveDraft(chatId, { text });
  expect(marksOn(alice.client)?.draft?.text).toBe('Dear Bob');
  await until(() => marksOn(phone)?.draft?.text === 'Dear Bob', 'the draft is on the phone');
  await agree();
  expect(revOf(phone)).toBe(before + 1);
  alice.client.send(chatId, 'Dear Bob,');
  expect(marksOn(alice.client)?.draft).toBeNull();
  await until(() => marksOn(phone)?.draft === null, 'no draft on the phone');
  await until(() => textsOf(bob, chatId).includes('Dear Bob,'), 'it was sent');
});

test('a draft ends with its message, in one step; sent from both devices it is one message', async () => {
  await agree();
  const before = revOf(alice.client);
  alice.client.saveDraft(chatId, { text: 'On my way' });
  await until(() => marksOn(phone)?.draft?.text === 'On my way', 'the draft is on the phone');
  const [here, there] = [alice.client.send(chatId, 'On my way'), phone.send(chatId, 'On my way')];
  expect(there).toBe(here);
  for (const client of [alice.client, phone]) expect(marksOn(client)?.draft).toBeNull();
  const isDone = (client: Client) => client.outbox[chatId] === undefined;
  await until(() => isDone(alice.client) && isDone(phone), 'both devices have it');
  await until(() => revOf(alice.client) >= before + 2, 'the draft has ended');
  await agree();
  // One act for the draft, one for its end: nobody had to tell the server that it was sent.
  expect(revOf(phone)).toBe(before + 2);
  const copies = () => textsOf(bob, chatId).filter((text) => text === 'On my way');
  await until(() => copies().length > 0, 'it was sent');
  expect((await bob.client.rest.messages.list(chatId)).messages.at(-1)?.clientId).toBe(here);
  expect(copies()).toHaveLength(1);
});

test('what was sent before its last words were told leaves nothing of the draft', async () => {
  alice.client.saveDraft(chatId, { text: 'Wait' });
  await until(() => marksOn(phone)?.draft?.text === 'Wait', 'the draft is on the phone');
  // Written on there; a second one here is begun anew.
  phone.saveDraft(chatId, { text: 'Wait for me' });
  phone.send(chatId, 'Wait for me');
  await until(() => marksOn(alice.client)?.draft === null, 'no draft on the first device');
  alice.client.saveDraft(chatId, { text: 'Never mind' });
  await until(() => marksOn(phone)?.draft?.text === 'Never mind', 'the next is on the phone');
  alice.client.saveDraft(chatId, { text: '' });
  alice.client.saveDraft(chatId, { text: 'Good' });
  alice.client.send(chatId, 'Good');
  await until(() => marksOn(phone)?.draft === null, 'no draft on the phone');
  await until(() => !alice.client.outbox[chatId] && !phone.outbox[chatId], 'both are sent');
  const sent = () => textsOf(bob, chatId).slice(-2);
  await until(() => sent().join() === 'Wait for me,Good', 'both are there');
  await agree();
  expect((await alice.client.rest.marks.changes(0)).chats[chatId]?.draft).toBeNull();
});

test('other words of the same draft are another message', async () => {
  alice.client.saveDraft(chatId, { text: 'See you' });
  await until(() => marksOn(phone)?.draft?.text === 'See you', 'the draft is on the phone');
  // Written on, here, and not told yet.
  alice.client.saveDraft(chatId, { text: 'See you at six' });
  const [here, there] = [alice.client.send(chatId, 'See you at six'), phone.send(chatId, 'See you')];
  expect(there).toBe(here);
  const sent = () => textsOf(bob, chatId).filter((text) => text.startsWith('See you'));
  await until(() => sent().length === 2, 'both are sent');
  expect(sent().toSorted()).toEqual(['See you', 'See you at six']);
  await until(() => !alice.client.outbox[chatId] && !phone.outbox[chatId], 'nothing is left to send');
  await until(() => marksOn(phone)?.draft === null && marksOn(alice.client)?.draft === null, 'no draft');
});

test('what she writes on while the other device sends stays a draft', async () => {
  alice.client.saveDraft(chatId, { text: 'Maybe' });
  await until(() => marksOn(phone)?.draft?.text === 'Maybe', 'the draft is on the phone');
  const gate = Promise.withResolvers<void>();
  draftsMayGo = gate.promise;
  phone.send(chatId, 'Maybe');
  alice.client.saveDraft(chatId, { text: 'Maybe tomorrow' });
  await until(() => textsOf(bob, chatId).includes('Maybe'), 'it was sent').finally(gate.resolve);
  await until(() => marksOn(phone)?.draft?.text === 'Maybe tomorrow', 'the rest is on the phone');
  expect(marksOn(alice.client)?.draft?.text).toBe('Maybe tomorrow');
  alice.client.saveDraft(chatId, { text: '' });
  await until(() => marksOn(phone)?.draft === null, 'no draft on the phone');
});

test('what she sets about the chat while she writes takes no word away', async () => {
  const shown: (string | undefined)[] = [];
  const stop = alice.client.subscribe(() => shown.push(marksOn(alice.client)?.draft?.text));
  alice.client.saveDraft(chatId, { text: 'One two' });
  await alice.client.setMarks(chatId, { level: 'mentions' });
  await phone.setMarks(chatId, { level: 'all' });
  await until(() => marksOn(alice.client)?.level === 'all', 'the phone was heard');
  await until(() => marksOn(phone)?.draft?.text === 'One two', 'the draft is on the phone');
  stop();
  expect(new Set(shown)).toEqual(new Set(['One two']));
  alice.client.saveDraft(chatId, { text: '' });
  await until(() => marksOn(phone)?.draft === null, 'no draft on the phone');
});

test('a draft ends with the message that is to be sent later; asked again, it is one', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  alice.client.saveDraft(chatId, { text: 'Happy birthday' });
  await until(() => marksOn(phone)?.draft?.text === 'Happy birthday', 'the draft is on the phone');
  // Written on, here, and not told yet: nothing of it is told later.
  alice.client.saveDraft(chatId, { text: 'Happy birthday!' });
  const refused = alice.client.schedule(chatId, {
    text: 'Happy birthday!',
    sendAt: new Date(0).toISOString(),
  });
  await expect(refused).rejects.toMatchObject({ code: 'messages.time_invalid' });
  expect(marksOn(alice.client)?.draft?.text).toBe('Happy birthday!');
  const made = await alice.client.schedule(chatId, { text: 'Happy birthday!', sendAt });
  expect(marksOn(alice.client)?.draft).toBeNull();
  await until(() => marksOn(phone)?.draft === null, 'no draft on the phone');
  await agree();
  expect((await alice.client.rest.marks.changes(0)).chats[chatId]?.draft).toBeNull();
  // What the phone writes meanwhile is its own.
  phone.saveDraft(chatId, { text: 'On the phone' });
  await until(() => marksOn(alice.client)?.draft?.text === 'On the phone', 'the draft is here');
  const other = await alice.client.schedule(chatId, { text: 'From a command', sendAt });
  expect(marksOn(alice.client)?.draft?.text).toBe('On the phone');
  for (const { id } of [made, other]) await alice.client.rest.scheduled.cancel(id);
  phone.saveDraft(chatId, { text: '' });
  await until(() => marksOn(alice.client)?.draft === null, 'no draft is left');
});

test('a draft takes its files along, and the other device sends them', async () => {
  const file = await uploadFile(new Blob(['the plan']), {
    rest: alice.client.rest,
    baseUrl: deployment.url,
    hints: { name: 'plan.txt' },
  });
  alice.client.saveDraft(chatId, { text: 'Here', attachments: [file] });
  expect(marksOn(alice.client)?.draft?.attachments).toEqual([file]);
  await until(
    () => marksOn(phone)?.draft?.attachments?.[0]?.fileId === file.fileId,
    'the file is on the phone',
  );
  expect(marksOn(phone)?.draft).toMatchObject({ text: 'Here', attachments: [file] });
  // Typing on keeps it, and so does an answer to an earlier state of the draft.
  for (const text of ['Here i', 'Here it is']) alice.client.saveDraft(chatId, { text, attachments: [file] });
  await until(() => marksOn(phone)?.draft?.text === 'Here it is', 'the text is on the phone');
  expect(marksOn(phone)?.draft?.attachments).toEqual([file]);
  phone.send(chatId, 'Here it is', { attachments: [file.fileId] });
  await until(() => marksOn(alice.client)?.draft === null, 'no draft on the first device');
  const bobHas = () =>
    bob.client.getState().chats[chatId]?.messages.find(({ text }) => text === 'Here it is');
  await until(() => bobHas() !== undefined, 'it was sent');
  expect(bobHas()?.attachments).toEqual([file]);
  const seen = await fetch(`${deployment.url}/api/files/${file.fileId}`, {
    headers: { authorization: `Bearer ${bob.tokens.access}` },
  });
  expect([seen.status, await seen.text()]).toEqual([200, 'the plan']);
});

test('what she marked as unread is read when she looks at it', async () => {
  await alice.client.setMarks(chatId, { isMarkedUnread: true });
  const isMarked = () => {
    const chat = chatOn(phone);
    return chat !== undefined && isMarkedUnread(chat);
  };
  await until(isMarked, 'marked on the phone');
  alice.client.markRead(chatId, chatOn(alice.client)?.lastSeq ?? 0);
  await until(() => !isMarked(), 'read on the phone');
});

test('what the server refuses is not shown for long', async () => {
  const before = marksOn(alice.client);
  const unknown = [crypto.randomUUID()];
  await expect(alice.client.setMarks(chatId, { folderIds: unknown })).rejects.toMatchObject({
    code: 'messages.folder_not_found',
  });
  expect(marksOn(alice.client)).toEqual(before);
});

test('a message for later is told to her devices alone, and comes when she says so', async () => {
  const heard: string[] = [];
  bob.client.onEvent((event) => heard.push(event.ev));
  const told: (number | null)[] = [];
  phone.onEvent((event) => {
    if (event.ev === 'scheduled') told.push(event.seq);
  });
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await alice.client.rest.scheduled.create(chatId, { text: 'Good morning', sendAt });
  await until(() => told.length === 1, 'the phone knows');
  await alice.client.rest.scheduled.sendNow(id);
  await until(() => textsOf(bob, chatId).includes('Good morning'), 'it came');
  await until(() => told.length === 2, 'the phone knows that it was sent');
  expect(told[1]).toBe(chatOn(bob.client)?.lastSeq);
  expect(heard).not.toContain('scheduled');
  expect(await alice.client.rest.scheduled.list(chatId)).toEqual([]);
});
