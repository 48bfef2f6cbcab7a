import { randomUUID } from 'node:crypto';
import type { NotificationPage, Reminder, ReminderList } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, query } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let group: TestGroup;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
  group = await TestGroup.of(platform, bob, alice);
  ({ chatId } = group);
  await bob.post(chatId, 'remember this');
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;
const remind = (user: TestUser, at: string, seq = 1, id = chatId) =>
  user.ask<Reminder>('POST', `/api/chats/${id}/messages/${seq}/reminders`, { at });
/** Its time comes now, however long all before it took. */
const bringForward = async ({ id }: Reminder) =>
  expect((await alice.ask('PATCH', `/api/reminders/${id}`, { at: inMs(0) })).status).toBe(200);
const mine = async (user = alice) =>
  (await user.get<{ reminders: Reminder[] }>('/api/me/reminders')).reminders;
const inbox = async (user = alice) =>
  (await user.get<NotificationPage>('/api/notifications')).notifications.filter(
    ({ kind }) => kind === 'reminder',
  );
const soon = { timeout: 40_000, interval: 50 };

describe('a reminder', () => {
  it('comes into the inbox at its time, on every device, and is gone', async () => {
    using phone = await ChatSocket.open(alice);
    const { status, body } = await remind(alice, inMs(hour));
    expect([status, body]).toMatchObject([201, { chatId, seq: 1 }]);
    expect(await phone.next(({ ev }) => ev === 'reminder')).toEqual({
      ev: 'reminder',
      chat: chatId,
      id: body.id,
      reminder: body,
    });
    expect(await mine()).toEqual([body]);
    expect(await inbox()).toEqual([]);
    await bringForward(body);
    await vi.waitFor(async () => expect(await inbox()).toHaveLength(1), soon);
    // Where it is, never what it says.
    expect(await inbox()).toMatchObject([{ details: { chatId, seq: 1 }, readAt: null }]);
    await phone.next(({ ev }) => ev === 'notification');
    await phone.next(({ ev, reminder }) => ev === 'reminder' && reminder === null);
    expect(await mine()).toEqual([]);
    expect(await inbox(bob)).toEqual([]);
  });

  it('comes once over crashes at its time', async () => {
    await query(
      platform,
      `create function crash_due() returns trigger language plpgsql as $$ begin raise exception 'planted crash'; end $$;
       create trigger crash_due before insert on outbox for each row
         when (new.event = 'messages.reminder_due.v1') execute function crash_due()`,
    );
    const { body } = await remind(alice, inMs(0));
    const failed = `select 1 from graphile_worker._private_jobs where key = 'reminder:${body.id}' and attempts > 0 and locked_at is null`;
    await vi.waitFor(async () => expect(await query(platform, failed)).toHaveLength(1), soon);
    expect([await mine(), await inbox()]).toEqual([[body], []]);
    await query(platform, 'drop trigger crash_due on outbox; drop function crash_due()');
    await vi.waitFor(async () => expect(await inbox()).toHaveLength(1), soon);
    await platform.settled();
    expect([await mine(), (await inbox()).length]).toEqual([[], 1]);
  });

  it('is cancelled by its owner alone', async () => {
    const { body } = await remind(alice, inMs(hour));
    for (const id of [body.id, randomUUID()]) {
      const refused = await bob.ask('DELETE', `/api/reminders/${id}`);
      expect([refused.status, codeOf(refused)]).toEqual([404, 'messages.reminder_not_found']);
    }
    expect((await alice.ask('DELETE', `/api/reminders/${body.id}`)).status).toBe(204);
    expect(await mine()).toEqual([]);
  });

  it('is put off and brought forward by its owner alone', async () => {
    const { body } = await remind(alice, inMs(hour));
    const change = (user: TestUser, at: string, id = body.id) =>
      user.ask<Reminder>('PATCH', `/api/reminders/${id}`, { at });
    for (const id of [body.id, randomUUID()])
      for (const at of [inMs(hour), inMs(-hour)]) {
        const refused = await change(bob, at, id);
        expect([refused.status, codeOf(refused)]).toEqual([404, 'messages.reminder_not_found']);
      }
    expect(codeOf(await change(alice, inMs(-hour)))).toBe('messages.time_invalid');
    expect((await change(alice, 'tomorrow')).status).toBe(400);
    using phone = await ChatSocket.open(alice);
    const later = (await change(alice, inMs(2 * hour))).body;
    expect(later).toEqual({ ...body, at: later.at });
    expect(Date.parse(later.at)).toBeGreaterThan(Date.parse(body.at));
    expect(await phone.next(({ ev }) => ev === 'reminder')).toMatchObject({ id: body.id, reminder: later });
    expect(await mine()).toEqual([later]);
    expect((await change(alice, inMs(500))).status).toBe(200);
    await vi.waitFor(async () => expect(await inbox()).toHaveLength(1), soon);
    await platform.settled();
    expect([await mine(), (await inbox()).length]).toEqual([[], 1]);
    expect((await change(alice, inMs(hour))).status).toBe(404);
  });

  it('is listed with its message, as long as that may be read', async () => {
    await bob.post(chatId, 'secret');
    for (const seq of [1, 2]) await remind(alice, inMs(seq * hour), seq);
    const list = () => alice.get<ReminderList>('/api/me/reminders');
    const told = await list();
    expect(told.messages.map(({ seq, text }) => [seq, text])).toEqual([
      [1, 'remember this'],
      [2, 'secret'],
    ]);
    expect(told.users.map(({ id }) => id)).toEqual([bob.id]);
    await bob.ask('DELETE', `/api/chats/${chatId}/messages/2`);
    expect((await list()).messages.map(({ seq }) => seq)).toEqual([1]);
    await alice.ask('POST', `/api/chats/${chatId}/messages/delete`, { seqs: [1], for: 'me' });
    expect((await list()).messages).toEqual([]);
    await bob.post(chatId, 'third');
    await remind(alice, inMs(hour), 3);
    await group.remove(alice);
    const left = await list();
    expect([left.reminders.length, left.messages, left.users]).toEqual([3, [], []]);
    expect(JSON.stringify(left)).not.toContain('third');
  });

  it('says nothing of a message that was taken back, or of a chat one has left', async () => {
    await bob.post(chatId, 'to be deleted');
    const ofDeleted = (await remind(alice, inMs(hour), 2)).body;
    const ofLeft = (await remind(alice, inMs(hour), 1)).body;
    const saved = (await alice.openDirect(alice)).id;
    await alice.post(saved, 'note');
    expect((await bob.ask('DELETE', `/api/chats/${chatId}/messages/2`)).status).toBe(204);
    await group.remove(alice);
    for (const reminder of [ofDeleted, ofLeft]) await bringForward(reminder);
    await remind(alice, inMs(500), 1, saved);
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    await platform.settled();
    expect(await inbox()).toMatchObject([{ details: { chatId: saved } }]);
  });

  it('needs a message one may read, and a time to come', async () => {
    const [eve] = await cast(platform, 'eve');
    expect(codeOf(await remind(eve, inMs(hour)))).toBe('messages.chat_not_found');
    expect(codeOf(await remind(eve, inMs(hour), 1, randomUUID()))).toBe('messages.chat_not_found');
    expect(codeOf(await remind(alice, inMs(hour), 99))).toBe('messages.message_not_found');
    expect(codeOf(await remind(alice, inMs(-hour)))).toBe('messages.time_invalid');
    expect(codeOf(await remind(alice, inMs(400 * 24 * hour)))).toBe('messages.time_invalid');
    expect((await remind(alice, 'tomorrow')).status).toBe(400);
  });

  it('is one of a hundred at most', async () => {
    await query(
      platform,
      `insert into reminders (id, user_id, chat_id, seq, remind_at, created_at)
       select gen_random_uuid(), $1, $2, 1, now() + interval '1 day', now() from generate_series(1, $3)`,
      [alice.id, chatId, limits.reminders - 1],
    );
    const more = await Promise.all([1, 2, 3].map(() => remind(alice, inMs(hour))));
    expect(more.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
