import { randomBytes } from 'node:crypto';
import type { LadderSettings, TestTellingAnswer } from '@bridges/contracts';
import { TestUser, codeOf, startPushService, testPassword } from '@bridges/dev-env';
import { describe, expect, it } from 'vitest';
import { must, read, unreadOf } from './inbox-scene.ts';
import {
  dueNow,
  hears,
  hour,
  ladderScene,
  settings,
  subscribe,
  toldTo,
  traceOf,
  tracesTo,
} from './ladder-scene.ts';

const scene = ladderScene();

describe('web push', () => {
  it('tells a browser who is not looking, encrypted for it alone', async () => {
    const { alice, bob, browser, push, chatId } = scene;
    const { seq } = await alice.post(chatId, 'The **train** is late');
    const [told] = await hears(browser, 1);
    expect(told).toEqual({
      type: 'messages',
      id: expect.any(String) as string,
      chatId,
      seq,
      title: 'Team',
      body: 'alice: The train is late',
      count: 1,
      // The group's beginning counts as well, as it does in the chat list.
      unreadTotal: 2,
      path: `/chat/${chatId}/${seq}`,
    });
    const [{ headers } = { headers: undefined }] = browser.received();
    expect(headers).toMatchObject({ ttl: '86400', urgency: 'normal' });
    expect(headers?.topic).toMatch(/^[\w-]{32}$/);
    expect(push.problems).toEqual([]);
    await tracesTo(bob, chatId, seq, 'push delivered');
    expect((await traceOf(bob, chatId, seq)).slice(0, 2)).toEqual(['app away', 'push delivered']);
  });

  it('in one more browser is an entry of the inbox, the same browser again is none', async () => {
    const { bob, platform } = scene;
    const phone = await TestUser.signIn(platform.url, bob.username, bob.me);
    await platform.settled();
    await must(bob, 'POST', '/api/notifications/read-all');
    const browser = await subscribe(scene, phone);
    const added = { kind: 'push_added', details: { device: 'API client' } };
    expect(await unreadOf(bob)).toMatchObject([added]);
    await must(phone, 'POST', '/api/push/subscriptions', browser.subscription);
    // It got another endpoint, as browsers do now and then.
    await subscribe(scene, phone);
    expect(await unreadOf(bob)).toMatchObject([added]);
    expect(toldTo(browser)).toEqual([]);
  });

  it('speaks the language that was chosen with the account', async () => {
    const { alice, platform } = scene;
    const olga = await platform.user('olga', { language: 'ru' });
    const chat = await alice.openDirect(olga);
    const browser = await subscribe(scene, olga);
    expect((await olga.get<LadderSettings>('/api/notifications/settings')).locale).toBe('ru');
    await settings(olga, { channels: { push: { delaySeconds: 0 } } });
    const poll = { question: 'Куда?', options: ['Туда', 'Сюда'] };
    await must(alice, 'POST', `/api/chats/${chat.id}/messages`, { text: '', poll });
    expect(await hears(browser, 1)).toMatchObject([{ body: 'Опрос: Куда?' }]);
    await must(olga, 'POST', '/api/notifications/test', { channel: 'push' });
    expect(await hears(browser, 2)).toMatchObject([{}, { title: 'Проверка от Bridges' }]);
    // And the one chosen since.
    await must(olga, 'PATCH', '/api/me', { language: 'en' });
    await must(olga, 'POST', '/api/notifications/test', { channel: 'push' });
    expect(await hears(browser, 3)).toMatchObject([{}, {}, { title: 'A test from Bridges' }]);
  });

  it('is told in every browser of hers, and of nobody else', async () => {
    const { alice, bob, browser, chatId } = scene;
    const second = await subscribe(scene, bob);
    const own = await subscribe(scene, alice);
    await alice.post(chatId, 'Both');
    await Promise.all([hears(browser, 1), hears(second, 1)]);
    expect(toldTo(own)).toEqual([]);
  });

  it('merges what comes while a step waits, the newest three shown', async () => {
    const { alice, bob, browser, chatId } = scene;
    await settings(bob, hour);
    for (const text of ['one', 'two', 'three']) await alice.post(chatId, text);
    const { seq } = await alice.post(chatId, 'four');
    await tracesTo(bob, chatId, seq, 'push waiting');
    await dueNow(scene, bob);
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ count: 4, body: 'alice: two\nalice: three\nalice: four' });
    expect(toldTo(browser)).toHaveLength(1);
  });

  it('takes back what was read elsewhere, and tells no more of it', async () => {
    const { alice, bob, browser, chatId } = scene;
    await settings(bob, { channels: { push: { delaySeconds: 0 }, email: { delaySeconds: 3600 } } });
    const { seq } = await alice.post(chatId, 'Read me');
    await hears(browser, 1);
    await read(bob, chatId, seq);
    const [, clear] = await hears(browser, 2);
    expect(clear).toEqual({ type: 'clear', chatId, upToSeq: seq, unreadTotal: 0 });
    const [told, cleared] = browser.received();
    // Of a browser that is off the push service keeps the newer one only.
    expect(cleared?.headers.topic).toBe(told?.headers.topic);
  });

  it('is not told when it was read before the step', async () => {
    const { alice, bob, browser, platform, chatId } = scene;
    await settings(bob, hour);
    const { seq } = await alice.post(chatId, 'Seen');
    await tracesTo(bob, chatId, seq, 'push waiting');
    await read(bob, chatId, seq);
    await platform.settled();
    expect(await traceOf(bob, chatId, seq)).toEqual([
      'app away',
      'push read',
      'telegram not_set_up',
      expect.stringMatching(/^email (not_set_up|no_address)$/) as string,
    ]);
    expect(toldTo(browser)).toEqual([]);
  });

  it('forgets a browser that is gone, and says so', async () => {
    const { alice, bob, browser, query, chatId } = scene;
    browser.leave();
    const { seq } = await alice.post(chatId, 'Anybody?');
    await tracesTo(bob, chatId, seq, 'push gone');
    expect(await query('select 1 from push_subscriptions where user_id = $1', [bob.id])).toEqual([]);
    const page = await bob.get<LadderSettings>('/api/notifications/settings');
    expect(page.channels.push.isReady).toBe(false);
  });

  it('comes again after 429 and 503, once, and with the same id', async () => {
    const { alice, bob, browser, chatId } = scene;
    const other = await subscribe(scene, bob);
    browser.refuse(
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 503, headers: { 'retry-after': '1' } },
    );
    const { seq } = await alice.post(chatId, 'Patience');
    await hears(browser, 1);
    await tracesTo(bob, chatId, seq, 'push delivered');
    expect(await traceOf(bob, chatId, seq)).toContain('push later');
    // Who had it already was not asked again.
    expect(toldTo(other)).toHaveLength(1);
    expect(toldTo(browser)).toHaveLength(1);
  });

  it('tells a signed-out browser that something waits, and not what; a stranger’s nothing', async () => {
    const { alice, bob, browser, platform, chatId } = scene;
    await must(bob, 'DELETE', '/api/sessions');
    const { items: _, ...sessions } = await bob.get<{
      items?: unknown;
      sessions: { id: string; isCurrent: boolean }[];
    }>('/api/sessions');
    const own = sessions.sessions.find(({ isCurrent }) => isCurrent);
    await must(bob, 'DELETE', `/api/sessions/${own?.id}`);
    await platform.settled();
    await alice.post(chatId, 'A secret');
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ type: 'waiting', path: '/' });
    expect(JSON.stringify(told)).not.toMatch(/secret|alice|Team/);
  });

  it('tells it no more than that where the event of the sign-out is late', async () => {
    const { alice, bob, browser, chatId, query } = scene;
    await query(
      `create function late() returns trigger language plpgsql as $$ begin
         if old.user_id = '${bob.id}' and new.is_signed_out then return old; end if;
         return new;
       end $$;
       create trigger late before update on push_subscriptions for each row execute function late()`,
    );
    const { sessions } = await bob.get<{ sessions: { id: string; isCurrent: boolean }[] }>('/api/sessions');
    const own = sessions.find(({ isCurrent }) => isCurrent);
    await must(bob, 'DELETE', `/api/sessions/${own?.id}`);
    await alice.post(chatId, 'A secret');
    const [told] = await hears(browser, 1);
    expect(told).toMatchObject({ type: 'waiting', path: '/' });
    await query('drop trigger late on push_subscriptions; drop function late()');
  });

  it('is silent where a password was changed elsewhere', async () => {
    const { bob, platform, query } = scene;
    const thief = await TestUser.signIn(platform.url, bob.username, bob.me);
    await subscribe(scene, thief);
    await must(bob, 'PUT', '/api/me/password', {
      currentPassword: testPassword,
      newPassword: 'another fine one',
    });
    await platform.settled();
    const left = await query<{ endpoint: string }>(
      'select endpoint from push_subscriptions where user_id = $1',
      [bob.id],
    );
    expect(left).toEqual([{ endpoint: scene.browser.subscription.endpoint }]);
  });
});

describe('a subscription', () => {
  const keys = () => ({ p256dh: scene.browser.subscription.keys.p256dh, auth: 'A'.repeat(22) });
  const ask = (endpoint: string, more = {}) =>
    scene.bob.ask('POST', '/api/push/subscriptions', { endpoint, keys: keys(), ...more });

  it('that points inside is refused', async () => {
    const inside = [
      'http://127.0.0.1/push',
      'https://127.0.0.1/push',
      'https://localhost:5432/push',
      'https://[::1]/push',
      'https://[::ffff:10.0.0.1]/push',
      'https://169.254.169.254/latest/meta-data',
      'https://10.0.0.7/push',
      'https://2130706433/push',
      'https://0x7f.1/push',
      'https://user:secret@push.example.net/push',
      'https://push.example.net:6379/push',
    ];
    for (const endpoint of inside) {
      const answer = await ask(endpoint);
      expect([endpoint, answer.status, codeOf(answer)]).toEqual([
        endpoint,
        400,
        'notifications.bad_push_subscription',
      ]);
    }
  });

  it('whose name leads inside is taken, never asked, and forgotten', async () => {
    const { alice, bob, browser, chatId } = scene;
    await must(bob, 'DELETE', '/api/push/subscriptions', { endpoint: browser.subscription.endpoint });
    expect((await ask('https://localhost/push')).status).toBe(204);
    const { seq } = await alice.post(chatId, 'Inside?');
    await tracesTo(bob, chatId, seq, 'push gone');
    const page = await bob.get<LadderSettings>('/api/notifications/settings');
    expect(page.channels.push.isReady).toBe(false);
  });

  it('with a key that is none is refused', async () => {
    const endpoint = 'https://push.example.net/x';
    const p256dh = Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url');
    const answer = await ask(endpoint, { keys: { ...keys(), p256dh } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'notifications.bad_push_subscription']);
    expect((await ask(endpoint, { keys: { ...keys(), auth: 'short' } })).status).toBe(400);
    expect((await ask('ftp://push.example.net/x')).status).toBe(400);
  });

  it('is of whoever asked last in that browser; nobody takes away another’s', async () => {
    const { alice, bob, browser, chatId } = scene;
    const { subscription } = browser;
    await must(alice, 'DELETE', '/api/push/subscriptions', { endpoint: subscription.endpoint });
    await alice.post(chatId, 'still told');
    await hears(browser, 1);
    const carol = await scene.platform.user('carol');
    await must(carol, 'POST', '/api/push/subscriptions', subscription);
    const second = await alice.post(chatId, 'no more told');
    await tracesTo(bob, chatId, second.seq, 'push no_address');
    expect(toldTo(browser)).toHaveLength(1);
  });

  it('has one key for all, and it stays over starts', async () => {
    const { alice, bob, query } = scene;
    const [mine, theirs] = await Promise.all([
      alice.get<{ publicKey: string }>('/api/push/key'),
      bob.get<{ publicKey: string }>('/api/push/key'),
    ]);
    expect(mine).toEqual(theirs);
    expect(Buffer.from(mine.publicKey, 'base64url')).toHaveLength(65);
    expect(await query('select public_key as "publicKey" from push_keys')).toEqual([mine]);
  });
});

describe('"send me a test"', () => {
  it('tells at once, whatever the settings', async () => {
    const { bob, browser } = scene;
    await settings(bob, { channels: { push: { isOn: false } }, locale: 'ru' });
    const answer = await must<TestTellingAnswer>(bob, 'POST', '/api/notifications/test', { channel: 'push' });
    expect(answer).toEqual({ outcome: 'delivered', note: '1 browser' });
    expect(toldTo(browser)).toMatchObject([{ type: 'entry', title: 'Проверка от Bridges' }]);
  });

  it('says what is wrong', async () => {
    const { alice, bob, browser } = scene;
    const answer = await alice.ask('POST', '/api/notifications/test', { channel: 'push' });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'notifications.channel_not_ready']);
    expect((await alice.ask('POST', '/api/notifications/test', { channel: 'telegram' })).status).toBe(409);
    expect((await alice.ask('POST', '/api/notifications/test', { channel: 'pigeon' })).status).toBe(400);
    browser.leave();
    expect(await must(bob, 'POST', '/api/notifications/test', { channel: 'push' })).toEqual({
      outcome: 'gone',
      note: 'push answered 410',
    });
  });
});

describe('the local push service', () => {
  it('takes nothing that is signed by another', async () => {
    await using service = await startPushService();
    const stranger = service.subscribe('B'.repeat(87));
    const response = await fetch(stranger.subscription.endpoint, { method: 'POST', body: 'x' });
    expect(response.status).toBe(400);
    expect(service.problems).toHaveLength(1);
    expect(stranger.received()).toEqual([]);
  });
});
