import type { Scheduled } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { TestGroup, cast, history, query } from './chat-tools.ts';

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
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const schedule = (user: TestUser, body: unknown, id = chatId) =>
  user.ask<Scheduled>('POST', `/api/chats/${id}/scheduled`, body);
const make = async (text: string, sendAt: string) => (await schedule(alice, { text, sendAt })).body;
const mine = async (user = alice) =>
  (await user.get<{ scheduled: Scheduled[] }>('/api/me/scheduled')).scheduled;
const texts = async () => (await history(bob, chatId)).map(({ text }) => text);
/** Jobs look every two seconds, and again after a failure. */
const soon = { timeout: 40_000, interval: 50 };
const sabotage = (name: string, on: string) =>
  query(
    platform,
    `create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'planted crash'; end $$;
     create trigger ${name} before ${on} for each row execute function ${name}()`,
  );
const repair = (name: string, table: string) =>
  query(platform, `drop trigger ${name} on ${table}; drop function ${name}()`);

describe('a scheduled message over crashes', () => {
  it('between its storing and its end it is sent once', async () => {
    await sabotage('crash_after', 'delete on scheduled_messages');
    const { id } = await make('exactly once', inMs(0));
    await vi.waitFor(async () => expect(await texts()).toEqual(['exactly once']), soon);
    // It can't be changed any more: what is tried again must be the same.
    const late = await alice.ask('PATCH', `/api/scheduled/${id}`, { text: 'something else' });
    expect([late.status, codeOf(late)]).toEqual([409, 'messages.already_sending']);
    expect((await alice.ask('DELETE', `/api/scheduled/${id}`)).status).toBe(409);
    await repair('crash_after', 'scheduled_messages');
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect(await texts()).toEqual(['exactly once']);
  });

  it('between its storing and its end, and removed from the chat meanwhile, it counts as sent', async () => {
    await sabotage('crash_removed', 'delete on scheduled_messages');
    await make('still sent', inMs(0));
    await vi.waitFor(async () => expect(await texts()).toEqual(['still sent']), soon);
    await group.remove(alice);
    await repair('crash_removed', 'scheduled_messages');
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect(await texts()).toContain('still sent');
  });

  it('before its storing it is sent when that works again', async () => {
    await sabotage('crash_before', 'insert on messages');
    await make('in the end', inMs(0));
    const isTaken = `select 1 from scheduled_messages where state = 'sending'`;
    await vi.waitFor(async () => expect(await query(platform, isTaken)).toHaveLength(1), soon);
    await repair('crash_before', 'messages');
    await vi.waitFor(async () => expect(await mine()).toEqual([]), soon);
    expect(await texts()).toEqual(['in the end']);
  });

  it('while the server was away it is sent after the start', async () => {
    await make('after the start', inMs(500));
    await platform.restart();
    const user = Object.assign(bob, { url: platform.url });
    Object.assign(alice, { url: platform.url });
    await vi.waitFor(
      async () => expect((await history(user, chatId)).map(({ text }) => text)).toEqual(['after the start']),
      soon,
    );
  });
});
