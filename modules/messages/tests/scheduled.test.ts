import { randomUUID } from 'node:crypto';
import type { Scheduled } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import { codeOf, startTestPlatform, TestUser, testPassword } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, history, query } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let group: TestGroup;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: testPassword },
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
  group = await TestGroup.of(platform, bob, alice);
  ({ chatId } = group);
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;
const schedule = (user: TestUser, body: unknown, id = chatId) =>
  user.ask<Scheduled>('POST', `/api/chats/${id}/scheduled`, body);
const make = async (text: string, sendAt = inMs(hour)) => (await schedule(alice, { text, sendAt })).body;
/** Its time comes now, however long all before it took. */
const bringForward = (id: string) =>
  query(
    platform,
    `update scheduled_messages set send_at = now() - interval '1 second' where id = '${id}';
     update graphile_worker._private_jobs set run_at = now() where key = 'scheduled:${id}'`,
  );
const mine = async (user = alice) =>
  (await user.get<{ scheduled: Scheduled[] }>('/api/me/scheduled')).scheduled;
const texts = async () => (await history(bob, chatId)).map(({ text }) => text);
/** Jobs look every two seconds, and again after a failure. */
const soon = { timeout: 40_000, interval: 50 };
const toldOf = (socket: ChatSocket, id: string, fits: (frame: Record<string, unknown>) => boolean) =>
  socket.next((frame) => frame['ev'] === 'scheduled' && frame['id'] === id && fits(frame));

describe('a scheduled message', () => {
  it('is sent at its time, once, with all it holds, and every device hears what became of it', async () => {
    using phone = await ChatSocket.open(alice);
    using bobs = await ChatSocket.open(bob);
    await alice.post(chatId, 'before');
    const { status, body } = await schedule(alice, {
      text: 'on time',
      sendAt: inMs(hour),
      replyTo: { seq: 1 },
      isSilent: true,
    });
    expect([status, body]).toMatchObject([
      201,
      { text: 'on time', state: 'waiting', failure: null, content: { replyTo: { seq: 1 }, isSilent: true } },
    ]);
    expect(await toldOf(phone, body.id, () => true)).toMatchObject({
      chat: chatId,
      scheduled: body,
      seq: null,
    });
    expect(await texts()).toEqual(['before']);
    const sendAt = inMs(500);
    expect((await alice.ask('PATCH', `/api/scheduled/${body.id}`, { sendAt })).status).toBe(200);
    const message = await vi.waitFor(() => bobs.message('on time'), soon);
    expect(message).toMatchObject({ senderId: alice.id, replyTo: { seq: 1 }, isSilent: true });
    expect(Date.parse(message.createdAt)).toBeGreaterThanOrEqual(Date.parse(sendAt));
    expect(await toldOf(phone, body.id, ({ scheduled }) => scheduled === null)).toMatchObject({
      seq: message.seq,
    });
    expect(await mine()).toEqual([]);
  });

  it('is mine alone, also in the list of its chat', async () => {
    const one = await make('one', inMs(2 * hour));
    const two = await make('two', inMs(hour));
    expect(await mine()).toEqual([two, one]);
    expect(await alice.get(`/api/chats/${chatId}/scheduled`)).toEqual({ scheduled: [two, one] });
    expect(await bob.get(`/api/chats/${chatId}/scheduled`)).toEqual({ scheduled: [] });
    for (const id of [one.id, randomUUID()]) {
      const answers = await Promise.all([
        bob.ask('PATCH', `/api/scheduled/${id}`, { text: 'x' }),
        bob.ask('DELETE', `/api/scheduled/${id}`),
        bob.ask('POST', `/api/scheduled/${id}/send`),
      ]);
      for (const answer of answers)
        expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.scheduled_not_found']);
    }
  });

  it('can be changed, sent now and cancelled', async () => {
    const one = await make('one');
    const two = await make('two');
    const changed = await alice.ask<Scheduled>('PATCH', `/api/scheduled/${one.id}`, {
      text: 'one, better',
      sendAt: inMs(2 * hour),
    });
    expect(changed.body).toMatchObject({ id: one.id, text: 'one, better', state: 'waiting' });
    expect((await alice.ask('POST', `/api/scheduled/${one.id}/send`)).status).toBe(204);
    expect((await alice.ask('DELETE', `/api/scheduled/${two.id}`)).status).toBe(204);
    await platform.settled();
    expect(await texts()).toEqual(['one, better']);
    expect(await mine()).toEqual([]);
  });

  it('put off is not sent by the job of its first time', async () => {
    const putOff = async (text: string) => {
      const first = inMs(1000);
      const one = await make(text, first);
      const { status } = await alice.ask('PATCH', `/api/scheduled/${one.id}`, { sendAt: inMs(hour) });
      return status === 200 && Date.now() < Date.parse(first);
    };
    // On a machine that stands still the first time may come before it is put off: then another.
    let text = 'later';
    while (!(await putOff(text))) text += ' still';
    await make('now', inMs(2500));
    await vi.waitFor(async () => expect(await texts()).toContain('now'), soon);
    expect(await texts()).not.toContain(text);
  });

  it('made twice with one client id is one', async () => {
    const clientId = randomUUID();
    const body = { text: 'once', sendAt: inMs(hour), clientId };
    const answers = await Promise.all([schedule(alice, body), schedule(alice, body), schedule(alice, body)]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await mine()).toHaveLength(1);
    const other = await TestGroup.of(platform, alice);
    expect(codeOf(await schedule(alice, body, other.chatId))).toBe('messages.client_id_reused');
    for (const change of [{ text: 'something else' }, { isSilent: true }])
      expect(codeOf(await schedule(alice, { ...body, ...change }))).toBe('messages.client_id_reused');
  });
});

/** A finished upload of hers. */
async function uploaded(user: TestUser, text: string): Promise<string> {
  const headers = { authorization: `Bearer ${user.access}`, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${user.url}/api/files/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(text.length) },
  });
  const path = begun.headers.get('location') ?? '';
  const type = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  await fetch(user.url + path, { method: 'PATCH', headers: { ...headers, ...type }, body: text });
  await platform.settled();
  return path.split('/').at(-1) ?? '';
}

describe('what waits', () => {
  const tend = async () => {
    await query(platform, `select graphile_worker.add_job('tend-scheduled')`);
    await platform.settled();
  };

  it('keeps its files from being collected, and is sent with them', async () => {
    const fileId = await uploaded(alice, 'a long letter');
    const { body } = await schedule(alice, { text: '', sendAt: inMs(hour), attachments: [fileId] });
    expect(body.content?.attachments).toMatchObject([{ fileId, size: 13 }]);
    const old = `update files set promised_at = now() - interval '2 days', unused_since = now() - interval '2 days' where id = $1`;
    await query(platform, old, [fileId], 'files');
    await tend();
    await query(platform, `select graphile_worker.add_job('collect-unused')`, [], 'files');
    await platform.settled();
    expect((await alice.ask('POST', `/api/scheduled/${body.id}/send`)).status).toBe(204);
    const sent = (await history(bob, chatId)).at(-1);
    expect(sent?.attachments).toEqual(body.content?.attachments);
    expect((await bob.ask('GET', `/api/files/${fileId}`)).body).toBe('a long letter');
  });

  it('is sent though its job was lost', async () => {
    const { id } = await make('found again');
    await query(
      platform,
      `update scheduled_messages set send_at = now() - interval '2 hours' where id = '${id}';
       delete from graphile_worker._private_jobs where key = 'scheduled:${id}'`,
    );
    await tend();
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect(await texts()).toEqual(['found again']);
  });
});

describe('what can not be sent', () => {
  it('any more stays with its reason, and waits again once changed', async () => {
    using phone = await ChatSocket.open(alice);
    const { id } = await make('too late');
    await group.remove(alice);
    await bringForward(id);
    const told = await vi.waitFor(
      () => toldOf(phone, id, ({ scheduled }) => (scheduled as Scheduled | null)?.state === 'failed'),
      soon,
    );
    expect(told).toMatchObject({ scheduled: { failure: 'messages.chat_not_found' }, seq: null });
    expect(await mine()).toMatchObject([{ id, state: 'failed', failure: 'messages.chat_not_found' }]);
    expect((await alice.ask('GET', `/api/chats/${chatId}/scheduled`)).status).toBe(404);
    await group.change({ [alice.id]: 'member' });
    await alice.ask('PATCH', `/api/scheduled/${id}`, { sendAt: inMs(0) });
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect(await texts()).toContain('too late');
  });

  it('of somebody whose account is closed is not sent, and is there when she is back', async () => {
    const { id } = await make('not while I am out');
    const root = await TestUser.signIn(platform.url, 'admin');
    const account = `/api/admin/users/${alice.id}`;
    await root.ask('POST', `${account}/deactivate`, { reason: 'Left the company' });
    await bringForward(id);
    const states = () => query(platform, 'select state, failure from scheduled_messages where id = $1', [id]);
    await vi.waitFor(async () => expect(await states()).toMatchObject([{ state: 'failed' }]), soon);
    expect(await texts()).not.toContain('not while I am out');
    await root.ask('POST', `${account}/reactivate`, {});
    alice = await TestUser.signIn(platform.url, alice.username);
    expect(await mine()).toMatchObject([{ state: 'failed', failure: 'messages.sender_deactivated' }]);
  });

  it('to somebody whose account is closed says so, and goes out when it is open again', async () => {
    const direct = await alice.openDirect(bob);
    await alice.post(direct.id, 'Hi');
    const { body: made } = await schedule(alice, { text: 'Happy birthday!', sendAt: inMs(hour) }, direct.id);
    const root = await TestUser.signIn(platform.url, 'admin');
    const account = `/api/admin/users/${bob.id}`;
    await root.ask('POST', `${account}/deactivate`, { reason: 'Left the company' });
    await platform.settled();
    await bringForward(made.id);
    await vi.waitFor(async () => expect(await mine()).toMatchObject([{ state: 'failed' }]), soon);
    expect(await mine()).toMatchObject([{ failure: 'messages.peer_deactivated' }]);
    await root.ask('POST', `${account}/reactivate`, {});
    await platform.settled();
    await alice.ask('PATCH', `/api/scheduled/${made.id}`, { sendAt: inMs(0) });
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect((await history(alice, direct.id)).at(-1)?.text).toBe('Happy birthday!');
  });

  it('now is answered so', async () => {
    const { id } = await make('never');
    await query(platform, `update chats set state = 'closed' where id = $1`, [chatId]);
    const answer = await alice.ask('POST', `/api/scheduled/${id}/send`);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'messages.scheduled_failed']);
    expect(await mine()).toMatchObject([{ state: 'failed', failure: 'messages.chat_read_only' }]);
    expect((await alice.ask('DELETE', `/api/scheduled/${id}`)).status).toBe(204);
  });
});

describe('bounds', () => {
  it.each([
    ['the past', { text: 'x', sendAt: inMs(-hour) }],
    ['more than a year', { text: 'x', sendAt: inMs(367 * 24 * hour) }],
    ['no time', { text: 'x' }],
    ['a local time', { text: 'x', sendAt: '2027-01-01T10:00:00+02:00' }],
    ['nothing said', { text: ' ', sendAt: inMs(hour) }],
    ['unknown files', { text: 'x', sendAt: inMs(hour), attachments: ['x'] }],
  ])('%s is refused', async (_, body) => {
    expect((await schedule(alice, body)).status).toBe(400);
  });

  it('a hundred in a chat, also at once', async () => {
    await query(
      platform,
      `insert into scheduled_messages (id, user_id, chat_id, client_id, body, extras, send_at, state, created_at)
       select gen_random_uuid(), $1, $2, gen_random_uuid(), 'x', '{}', now() + interval '1 day', 'waiting', now() from generate_series(1, $3)`,
      [alice.id, chatId, limits.scheduledPerChat - 2],
    );
    const more = await Promise.all(
      [1, 2, 3, 4].map((at) => schedule(alice, { text: `${at}`, sendAt: inMs(hour) })),
    );
    expect(more.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(await mine()).toHaveLength(limits.scheduledPerChat);
  });

  it('strangers are told nothing', async () => {
    const [eve] = await cast(platform, 'eve');
    for (const id of [chatId, randomUUID()]) {
      const answer = await schedule(eve, { text: 'x', sendAt: inMs(hour) }, id);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.chat_not_found']);
    }
    expect(await mine(eve)).toEqual([]);
  });
});
