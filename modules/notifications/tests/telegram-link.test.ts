import { ask, codeOf, startTestPlatform, TelegramServer, testPassword } from '@bridges/dev-env';
import { createLogger, migrate } from '@bridges/kit';
import { describe, expect, inject, it, vi } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { pollerLock, pollUpdates } from '../src/telegram/poll-updates.ts';
import { BotClient } from '../src/telegram/bot-client.ts';
import { BotIdentity } from '../src/telegram/bot-identity.ts';
import { codeFor, linkedAccount, stateOf, telegramScene } from './telegram-scene.ts';
import { must, unreadOf } from './inbox-scene.ts';

const scene = telegramScene();
const soon = { timeout: 40_000, interval: 10 };

describe('linking', () => {
  it('is by a code from the signed-in session, shown to the bot', async () => {
    const { telegram, alice } = scene;
    expect(await stateOf(alice)).toMatchObject({ isConfigured: true, link: null });
    const { code, url, expiresAt } = await codeFor(alice);
    expect(url).toBe(`https://t.me/${telegram.botUsername}?start=${code}`);
    expect(Buffer.from(code, 'base64url')).toHaveLength(16);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(600_000);
    const account = telegram.account('Alice', { last_name: 'A.\u202e\n', username: 'alice_a' });
    account.start(code);
    await account.sees(({ text }) => text.includes('what you miss as alice'), 'that it is linked');
    expect(await stateOf(alice)).toMatchObject({
      botUsername: telegram.botUsername,
      link: { name: 'Alice A.', username: 'alice_a', isBlocked: false },
    });
  });

  it('speaks the language of the account', async () => {
    const account = await linkedAccount(scene, scene.alice, { language_code: 'ru-RU' });
    account.say('/help');
    await account.sees(({ text }) => text.startsWith('Сюда приходит'), 'help in Russian');
  });

  it('speaks the language chosen for the account here, from the first word', async () => {
    const { platform, telegram } = scene;
    const olga = await platform.user('olga', { language: 'ru' });
    const account = telegram.account('Olga', { language_code: 'en' });
    account.start((await codeFor(olga)).code);
    await account.sees(({ text }) => text.startsWith('Готово'), 'that it is linked, in Russian');
    account.say('/help');
    await account.sees(({ text }) => text.startsWith('Сюда приходит'), 'help in Russian');
  });

  it('and its end are entries of the inbox, of everybody concerned', async () => {
    const { alice, bob, platform } = scene;
    const account = await linkedAccount(scene, alice);
    await platform.settled();
    const name = alice.me.displayName;
    expect(await unreadOf(alice)).toMatchObject([{ kind: 'telegram_linked', details: { name } }]);
    // The account goes over to Bob: that is news to both.
    account.start((await codeFor(bob)).code);
    await account.sees(({ text }) => text.includes('as bob'), 'that it is linked to Bob');
    expect((await unreadOf(alice)).map(({ kind }) => kind)).toEqual(['telegram_unlinked', 'telegram_linked']);
    expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual(['telegram_linked']);
    account.say('/stop');
    await account.sees(({ text }) => /unlinked|no more|nothing/i.test(text), 'that it is over');
    expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual(['telegram_unlinked', 'telegram_linked']);
    // Linked again and ended in the settings.
    await linkedAccount(scene, bob);
    await must(bob, 'DELETE', '/api/telegram');
    await must(bob, 'DELETE', '/api/telegram');
    expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual([
      'telegram_unlinked',
      'telegram_linked',
      'telegram_unlinked',
      'telegram_linked',
    ]);
  });

  it('takes a code once, within its time, and only the latest', async () => {
    const { telegram, alice, bob, db } = scene;
    const first = await codeFor(alice);
    const second = await codeFor(alice);
    const account = telegram.account('Alice');
    account.start(first.code);
    await account.sees(({ text }) => text.includes('not valid'), 'that an older code is worth nothing');
    account.start(second.code);
    await account.sees(({ text }) => text.startsWith('Linked'), 'that it is linked');
    const stranger = telegram.account('Mallory');
    stranger.start(second.code);
    await stranger.sees(({ text }) => text.includes('not valid'), 'that a used code is worth nothing');
    const late = await codeFor(bob);
    await db
      .updateTable('telegramCodes')
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where('userId', '=', bob.id)
      .execute();
    stranger.start(late.code);
    await vi.waitFor(() => expect(stranger.shown).toHaveLength(2), soon);
    expect(new Set(stranger.shown.map(({ text }) => text)).size).toBe(1);
    expect((await stateOf(alice)).link?.name).toBe('Alice');
    expect((await stateOf(bob)).link).toBeNull();
  });

  it('lets nobody guess on, with a right code neither', async () => {
    const { telegram, alice } = scene;
    const mallory = telegram.account('Mallory');
    for (let guess = 0; guess < 10; guess++) mallory.start(`guess${guess}`);
    const { code } = await codeFor(alice);
    mallory.start(code);
    await mallory.sees(({ text }) => text.startsWith('Too many'), 'that it is enough');
    expect(mallory.shown.filter(({ text }) => text.includes('not valid'))).toHaveLength(10);
    expect((await stateOf(alice)).link).toBeNull();
  });

  it('keeps no code, only its hash', async () => {
    const { alice, pool } = scene;
    const { code } = await codeFor(alice);
    const { rows } = await pool.query("select encode(code_hash, 'escape') as it, * from telegram_codes");
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('over another link tells the account before, which is out', async () => {
    const { alice } = scene;
    const before = await linkedAccount(scene, alice);
    const after = await linkedAccount(scene, alice);
    await before.sees(({ text }) => text.startsWith('Another Telegram account'), 'that it was replaced');
    before.say('/stop');
    await before.sees(({ text }) => text.includes('not linked'), 'that it has nothing to end');
    expect((await stateOf(alice)).link).not.toBeNull();
    expect(after.shown).toHaveLength(1);
  });

  it('of an account that another user had is the latest one only', async () => {
    const { alice, bob } = scene;
    const account = await linkedAccount(scene, alice);
    account.start((await codeFor(bob)).code);
    await account.sees(({ text }) => text.includes('your other account'), 'that it moved');
    expect((await stateOf(alice)).link).toBeNull();
    expect((await stateOf(bob)).link?.name).toBe('alice');
  });

  it('in a group, where others would read along, is refused in silence', async () => {
    const { telegram, alice } = scene;
    const account = telegram.account('Alice');
    const { code } = await codeFor(alice);
    const chat = { id: -1_000_000, type: 'supergroup' };
    account.say(`/start ${code}`, { chat });
    account.start();
    await account.sees(({ text }) => text.includes('open the settings'), 'an answer to what came after');
    expect((await stateOf(alice)).link).toBeNull();
    expect(telegram.calls.filter(({ params }) => params['chat_id'] === chat.id)).toEqual([]);
  });
});

describe('unlinking', () => {
  it('works from the settings, and the bot says so', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const { code } = await codeFor(alice);
    await must(alice, 'DELETE', '/api/telegram');
    await must(alice, 'DELETE', '/api/telegram');
    await account.sees(({ text }) => text.includes('in the settings'), 'that it is over');
    expect((await stateOf(alice)).link).toBeNull();
    account.start(code);
    await account.sees(({ text }) => text.includes('not valid'), 'that the waiting code went along');
  });

  it.each(['/stop', '/unlink', 'Unlink'])('works in the bot by %s', async (words) => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    account.say(words);
    await account.sees(({ text }) => text.startsWith('Unlinked'), 'that it is over');
    expect((await stateOf(alice)).link).toBeNull();
  });

  it('follows from a changed password: who knew the old one may have linked his own', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    const change = { currentPassword: testPassword, newPassword: 'another horse battery' };
    await must(alice, 'PUT', '/api/me/password', change);
    await account.sees(({ text }) => text.startsWith('The password of your account'), 'why it is over');
    expect((await stateOf(alice)).link).toBeNull();
  });

  it('does not follow from stopping the bot: it is told of, and may come back', async () => {
    const { alice } = scene;
    const account = await linkedAccount(scene, alice);
    account.block();
    await vi.waitFor(async () => expect((await stateOf(alice)).link?.isBlocked).toBe(true), soon);
    account.unblock();
    await vi.waitFor(async () => expect((await stateOf(alice)).link?.isBlocked).toBe(false), soon);
  });
});

/** Of the lock that makes one of several ask: a bigint is two numbers there. */
const endHolder = `
  select pg_terminate_backend(pid) from pg_locks
  where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
    and classid = (${pollerLock}::bigint >> 32)::int and objid = (${pollerLock}::bigint & 4294967295)::bigint::oid`;

it('one of several copies asks Telegram, and the next takes over', async () => {
  const { telegram, platform, alice, pool } = scene;
  const client = new BotClient({ token: telegram.token, apiRoot: telegram.apiRoot });
  const identity = new BotIdentity(client);
  const stopping = new AbortController();
  const taken: number[] = [];
  let isAsking = false;
  const receive = async ({ update_id }: { update_id: number }) => void taken.push(update_id);
  const asks = () => void (isAsking = true);
  const copy = pollUpdates({ pool, client, identity, receive }, stopping.signal, asks);
  await linkedAccount(scene, alice);
  expect([isAsking, taken, telegram.conflicts]).toEqual([false, [], 0]);
  const account = telegram.account('Bob');
  await vi.waitFor(
    async () => {
      // The holder loses its connection as if it had died; whoever comes first has the lock then.
      if (!isAsking) await pool.query(endHolder);
      account.say('/help');
      expect(isAsking).toBe(true);
    },
    { timeout: 40_000, interval: 300 },
  );
  await vi.waitFor(() => expect(taken).not.toEqual([]), soon);
  stopping.abort();
  await copy.catch(() => undefined);
  // And back.
  await linkedAccount(scene, await platform.user('carol'));
}, 60_000);

it('a newer version brings the tables up to date while a copy of this one asks Telegram', async () => {
  const { db, alice } = scene;
  // Somebody is asking.
  await linkedAccount(scene, alice);
  let isDone = false;
  const newer = { '9999-of-the-next-version': { up: async () => void (isDone = true) } };
  await migrate(db, { ...migrations, ...newer }, createLogger({ level: 'silent' }));
  expect(isDone).toBe(true);
});

describe('Telegram away', () => {
  it.each(['outage', 'error'] as const)(
    '(%s) breaks nothing, and what was said is heard later',
    async (mood) => {
      const { telegram, platform } = scene;
      const dora = await platform.user('dora');
      const { code } = await codeFor(dora);
      const account = telegram.account('Dora');
      telegram.mood = mood;
      const before = telegram.calls.length;
      account.start(code);
      // The bot hangs on the old question until it is answered; what comes then is refused.
      await vi.waitFor(() => expect(telegram.calls.length).toBeGreaterThan(before), soon);
      expect((await stateOf(dora)).isConfigured).toBe(true);
      telegram.mood = 'answer';
      await account.sees(({ text }) => text.length > 0, 'an answer after all', 60_000);
      await vi.waitFor(async () => expect((await stateOf(dora)).link?.name).toBe('Dora'), soon);
    },
    90_000,
  );

  it('at the start is waited for; a wrong token is said once and again, without the token', async () => {
    const { log, telegram } = scene;
    const token = '99:not-the-token-of-this-bot-at-all';
    const lines: string[] = [];
    const { createLogger } = await import('@bridges/kit');
    await using platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      services: ['accounts', 'notifications', 'messages', 'groups', 'files', 'gateway'],
      env: { ...telegram.env, TELEGRAM_BOT_TOKEN: token },
      logger: createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    });
    await vi.waitFor(() => expect(lines.join('')).toContain('does not know TELEGRAM_BOT_TOKEN'), soon);
    const user = await platform.user('alice');
    const answer = await user.ask('POST', '/api/telegram/link');
    expect([answer.status, codeOf(answer)]).toEqual([503, 'notifications.telegram_unavailable']);
    expect(JSON.stringify(answer.body)).not.toContain('the-token');
    expect(lines.join('')).not.toContain('the-token');
    // And of all that failed in this file so far, nothing was logged with it.
    expect(log.join('')).toContain('The Telegram bot stands still');
    expect(log.join('')).not.toContain(telegram.token.split(':')[1]);
  });
});

describe('a webhook', () => {
  it('is announced with a secret, and takes nothing without it', async () => {
    const telegram = await TelegramServer.start();
    await using platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { ...telegram.env, TELEGRAM_WEBHOOK: 'true', PUBLIC_URL: 'https://bridges.example' },
    });
    telegram.webhookOrigin = platform.url;
    try {
      await vi.waitFor(() => expect(telegram.webhook).toBeDefined(), soon);
      const { url = '', secret = '' } = telegram.webhook ?? {};
      expect(url).toBe('https://bridges.example/api/telegram/webhook');
      expect(secret).toMatch(/^[\w-]{32,256}$/);
      const alice = await platform.user('alice');
      const account = telegram.account('Alice');
      const { code } = await codeFor(alice);
      const update = {
        update_id: 1,
        message: {
          message_id: 1,
          chat: { id: account.id, type: 'private' },
          from: { id: account.id, first_name: 'Alice' },
          text: `/start ${code}`,
        },
      };
      const post = (headers: Record<string, string>, body: unknown = update) =>
        ask(platform.url, 'POST', '/api/telegram/webhook', body, undefined, headers);
      for (const shown of [{}, { 'x-telegram-bot-api-secret-token': secret.slice(1) + 'x' }]) {
        const answer = await post(shown as Record<string, string>);
        expect([answer.status, codeOf(answer)]).toEqual([404, 'kit.not_found']);
      }
      expect((await stateOf(alice)).link).toBeNull();
      expect((await post({ 'x-telegram-bot-api-secret-token': secret }, { update_id: 'x' })).status).toBe(
        400,
      );
      account.start(code);
      await account.sees(({ text }) => text.startsWith('Linked'), 'that it is linked');
      expect(telegram.calls.some(({ method }) => method === 'getUpdates')).toBe(false);
      expect((await stateOf(alice)).link?.name).toBe('Alice');
    } finally {
      await telegram.stop();
    }
  });

  it('is announced under an address of https only', async () => {
    const env = { TELEGRAM_BOT_TOKEN: scene.telegram.token, TELEGRAM_WEBHOOK: 'true' };
    await expect(startTestPlatform({ postgresUrl: inject('postgresUrl'), env })).rejects.toThrow(
      /PUBLIC_URL/,
    );
  });
});
