import { randomUUID } from 'node:crypto';
import { MailServer, startTestPlatform, testPassword } from '@bridges/dev-env';
import type { ReceivedLetter, TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { groupOf, must, unreadOf } from './inbox-scene.ts';

let mail: MailServer;
let platform: TestPlatform;
let pool: pg.Pool;

beforeAll(async () => {
  mail = await MailServer.start({ hideSTARTTLS: true });
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { ...mail.env, SMTP_TIMEOUT_MS: '2000', MAIL_PAUSE_SECONDS: '600' },
  });
  pool = new pg.Pool({ connectionString: platform.databaseUrl('notifications'), max: 2 });
  pool.on('error', () => {});
});
afterAll(async () => {
  await pool?.end();
  await platform?.stop();
  await mail?.stop();
});
afterEach(() => {
  mail.mood = 'take';
});

const soon = { timeout: 30_000, interval: 50 };
const patient = { timeout: 90_000 };
const query = async <Row>(text: string, values: unknown[] = []) =>
  (await pool.query(text, values)).rows as Row[];
const textOf = ({ parsed }: ReceivedLetter) => (parsed.text ?? '').replaceAll('\r\n', '\n');
const digests = (email: string) => mail.to(email).filter((letter) => letter.header('list-unsubscribe'));
const letter = (email: string, nth = 1) =>
  vi.waitFor(() => {
    const found = digests(email)[nth - 1];
    if (!found) throw new Error(`${email} has ${digests(email).length} letters`);
    return found;
  }, soon);
/** What waits for its next try is tried now. */
const hurry = () =>
  query(
    `update graphile_worker._private_jobs set run_at = now() where key like 'deliver:%' and run_at > now()`,
  );
const hurriedLetter = (email: string, nth: number, afterPauseOf?: TestUser) =>
  vi.waitFor(
    async () => {
      const found = digests(email)[nth - 1];
      if (found) return found;
      // Each time: that a letter was sent is noted after it has come.
      if (afterPauseOf) await pauseEnds(afterPauseOf);
      await hurry();
      throw new Error(`${email} has ${digests(email).length} letters`);
    },
    { timeout: 60_000, interval: 250 },
  );
const pauseEnds = (user: TestUser) =>
  query(`update mail_readers set last_letter_at = now() - interval '1 hour' where user_id = $1`, [user.id]);
const waits = (user: TestUser, count: number) =>
  vi.waitFor(async () => {
    const rows = await query(
      `select id from deliveries where user_id = $1 and channel = 'email' and attempts > 0`,
      [user.id],
    );
    expect(rows).toHaveLength(count);
  }, soon);

/** From now on; what has come before is told much later. */
const tellAtOnce = (user: TestUser) =>
  must(user, 'PUT', '/api/notifications/settings', {
    channels: { email: { delaySeconds: 0 } },
    timeZone: 'Europe/Moscow',
  });

/** Somebody whose address is confirmed. */
async function reader(
  name: string,
  language: 'en' | 'ru' = 'en',
): Promise<{ user: TestUser; email: string }> {
  const email = `u${randomUUID().slice(0, 8)}@example.org`;
  const user = await platform.user(name, { email });
  const confirmation = await mail.letterTo(email);
  const [, token] = /\?token=([\w-]+)/.exec(textOf(confirmation)) ?? [];
  await must(user, 'POST', '/api/email/confirm', { token });
  await must(user, 'PATCH', '/api/me', { language });
  await platform.settled();
  return { user, email };
}

test('another confirmed address, or none any more, is an entry of the inbox; the first one is not', async () => {
  const { user: bob } = await reader('bob');
  expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual([]);
  const email = `u${randomUUID().slice(0, 8)}@example.org`;
  await must(bob, 'PUT', '/api/me/email', { email, password: testPassword });
  const [, token] = /\?token=([\w-]+)/.exec(textOf(await mail.letterTo(email))) ?? [];
  await platform.settled();
  expect(await unreadOf(bob)).toEqual([]);
  await must(bob, 'POST', '/api/email/confirm', { token });
  await platform.settled();
  expect(await unreadOf(bob)).toMatchObject([{ kind: 'email_changed', details: { hasAddress: true } }]);
  await must(bob, 'PUT', '/api/me/email', { email: null, password: testPassword });
  await platform.settled();
  expect(await unreadOf(bob)).toMatchObject([{ details: { hasAddress: false } }, {}]);
});

test('what was missed comes with the conversation in it, in her language, escaped', async () => {
  const { user: bob, email } = await reader('bob', 'ru');
  const alice = await platform.user('alice', {
    displayName: 'Алиса <script>alert(1)</script>\r\nBcc: mallory@example.org',
  });
  const chat = await alice.openDirect(bob);
  await tellAtOnce(bob);
  await alice.post(chat.id, 'Привет & <b>как</b> дела?\n.\nВторая строка');
  const got = await letter(email);
  expect(got.to).toEqual([email]);
  expect(got.header('bcc')).toBeUndefined();
  expect(got.parsed.subject).toMatch(/^Алиса <script>.*: 1 новое сообщение$/);
  expect(got.parsed.html).toContain('Привет &amp; &lt;b&gt;как&lt;/b&gt; дела?');
  expect(got.parsed.html).toContain('<html lang="ru">');
  expect(got.parsed.html).not.toContain('<script');
  expect(got.parsed.html).toContain(`https://chat.example.org/chat/${chat.id}/1`);
  expect(textOf(got)).toContain('  Привет & <b>как</b> дела?\n');
  expect(textOf(got)).toContain('Ответить в Bridges');
  expect(got.header('auto-submitted')).toBe('auto-generated');
  expect(got.raw).not.toContain('mallory@example.org>');
});

test('several chats make one letter; a mention is said; what is not hers is not in it', patient, async () => {
  const { user: bob, email } = await reader('bob');
  const [alice, carol] = await Promise.all([platform.user('alice'), platform.user('carol')]);
  const team = await groupOf(alice, [bob]);
  const [direct, other] = [await carol.openDirect(bob), await groupOf(alice, [bob])];
  await platform.settled();
  await tellAtOnce(bob);
  mail.mood = 'busy';
  await alice.post(team, `Look at this, @${bob.username}`);
  await carol.post(direct.id, 'One');
  await alice.post(other, 'Not for those who left');
  await waits(bob, 3);
  await carol.post(direct.id, 'Two');
  // Nothing is under way then: each was tried, and is tried again in a minute.
  await waits(bob, 4);
  await must(alice, 'DELETE', `/api/groups/${other}/members/${bob.id}`);
  mail.mood = 'take';
  const got = await hurriedLetter(email, 1);
  expect(got.parsed.subject).toBe('3 new messages in 2 chats');
  expect(textOf(got)).toContain('mentions you');
  for (const text of ['One', 'Two', 'Look at this']) expect(textOf(got)).toContain(text);
  expect(got.raw).not.toContain('Not for those who left');
  await vi.waitFor(async () => {
    await hurry();
    expect(await query('select id from deliveries where user_id = $1', [bob.id])).toEqual([]);
  }, soon);
  expect(digests(email)).toHaveLength(1);
  const { entries } = await bob.get<{ entries: { step: string; code: string }[] }>(
    `/api/notifications/trace?chatId=${direct.id}&seq=1`,
  );
  expect(entries.map(({ step, code }) => `${step} ${code}`)).toContain('email delivered');
});

test(
  'one letter in a while: what comes meanwhile is in the next, but for a danger to the account',
  patient,
  async () => {
    const { user: bob, email } = await reader('bob');
    const [alice, carol] = await Promise.all([platform.user('alice'), platform.user('carol')]);
    const [first, second] = [await alice.openDirect(bob), await carol.openDirect(bob)];
    await tellAtOnce(bob);
    await alice.post(first.id, 'The first');
    await letter(email);
    await carol.post(second.id, 'A later one');
    await waits(bob, 1);
    await must(bob, 'PUT', '/api/me/password', { currentPassword: testPassword, newPassword: testPassword });
    const urgent = await letter(email, 2);
    expect(urgent.parsed.subject).toBe('Your password was changed · carol: 1 new message');
    expect(textOf(urgent)).toContain('Your password was changed');
    expect(textOf(urgent)).toContain('A later one');
    await alice.post(first.id, 'The last');
    expect(textOf(await hurriedLetter(email, 3, bob))).toContain('The last');
  },
);

test(
  'taken and not heard of: the same letter again, nothing added; the rest comes after',
  patient,
  async () => {
    const { user: bob, email } = await reader('bob');
    const [alice, carol] = await Promise.all([platform.user('alice'), platform.user('carol')]);
    const [first, second] = [await alice.openDirect(bob), await carol.openDirect(bob)];
    await tellAtOnce(bob);
    mail.mood = 'takeAndDrop';
    await alice.post(first.id, 'The first');
    const once = await letter(email);
    await waits(bob, 1);
    await carol.post(second.id, 'The second');
    await waits(bob, 2);
    await platform.restart();
    mail.mood = 'take';
    const [, ...rest] = await vi.waitFor(
      async () => {
        await hurry();
        await pauseEnds(bob);
        expect(digests(email).some((one) => textOf(one).includes('The second'))).toBe(true);
        expect(digests(email).filter((one) => textOf(one).includes('The first')).length).toBeGreaterThan(1);
        return digests(email);
      },
      { timeout: 60_000, interval: 250 },
    );
    const again = rest.filter((one) => textOf(one).includes('The first'));
    for (const one of again) {
      expect(one.parsed.messageId).toBe(once.parsed.messageId);
      expect(textOf(one)).not.toContain('The second');
    }
    const after = rest.filter((one) => textOf(one).includes('The second'));
    for (const one of after) expect(one.parsed.messageId).not.toBe(once.parsed.messageId);
  },
);

test('more chats than a letter holds: the rest is in the next, nothing is left out', patient, async () => {
  const { user: bob, email } = await reader('bob');
  const alice = await platform.user('alice');
  const chats: string[] = [];
  // One after the other: that many at once are too much for a machine that is busy.
  while (chats.length < 23) chats.push(await groupOf(alice, [bob]));
  await platform.settled();
  await tellAtOnce(bob);
  mail.mood = 'busy';
  for (const [index, chat] of chats.entries()) await alice.post(chat, `Number ${index}.`);
  await waits(bob, 23);
  mail.mood = 'take';
  const first = await hurriedLetter(email, 1);
  expect(first.parsed.subject).toBe('20 new messages in 20 chats');
  const second = await hurriedLetter(email, 2, bob);
  expect(second.parsed.subject).toBe('3 new messages in 3 chats');
  const all = textOf(first) + textOf(second);
  for (const index of chats.keys()) expect(all).toContain(`Number ${index}.`);
});

test(
  'what another copy of the service put into its letter meanwhile is in no second one',
  patient,
  async () => {
    const { user: bob, email } = await reader('bob');
    const alice = await platform.user('alice');
    const chat = await alice.openDirect(bob);
    await tellAtOnce(bob);
    const others = randomUUID();
    // It comes first, between our look and our note; then it dies.
    await query(
      `create function another_copy() returns trigger language plpgsql as $$ begin
       if new.user_id = '${bob.id}' and new.letter_id <> '${others}' then
         insert into mail_tellings values (new.telling_id, '${others}', new.user_id, now(), null);
       end if;
       return new;
     end $$;
     create trigger another_copy before insert on mail_tellings for each row execute function another_copy()`,
    );
    await alice.post(chat.id, 'Only once');
    await waits(bob, 1);
    await query(`drop trigger another_copy on mail_tellings; drop function another_copy()`);
    expect(digests(email)).toEqual([]);
    const got = await hurriedLetter(email, 1);
    expect(got.parsed.messageId).toContain(others);
    await platform.settled();
    expect(digests(email)).toHaveLength(1);
  },
);

test('one click ends letters, without a session; looking at the link does not', async () => {
  const { user: bob, email } = await reader('bob');
  const alice = await platform.user('alice');
  const chat = await alice.openDirect(bob);
  await tellAtOnce(bob);
  await alice.post(chat.id, 'One');
  const got = await letter(email);
  const link = new URL((got.header('list-unsubscribe') ?? '').slice(1, -1));
  expect(link.origin).toBe('https://chat.example.org');
  expect(got.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const isOn = async () =>
    (
      await bob.get<{ channels: { email: { isOn: boolean; isReady: boolean } } }>(
        '/api/notifications/settings',
      )
    ).channels.email;
  const path = platform.url + link.pathname + link.search;
  const looked = await fetch(path, { redirect: 'manual' });
  expect([looked.status, looked.headers.get('location')]).toEqual([302, `/unsubscribe${link.search}`]);
  expect(await isOn()).toMatchObject({ isOn: true, isReady: true });
  const click = (url: string, type = 'application/x-www-form-urlencoded') =>
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body: 'List-Unsubscribe=One-Click' });
  expect((await click(`${path.slice(0, -1)}${path.endsWith('A') ? 'E' : 'A'}`)).status).toBe(403);
  expect(await isOn()).toMatchObject({ isOn: true });
  expect((await click(path)).status).toBe(204);
  expect((await click(path, 'multipart/form-data; boundary=x')).status).toBe(204);
  expect(await isOn()).toMatchObject({ isOn: false });
});

test(
  'an address nobody confirmed, a mailbox that is not there, one that was taken away: no letters',
  patient,
  async () => {
    const alice = await platform.user('alice');
    const unconfirmed = `u${randomUUID().slice(0, 8)}@example.org`;
    const carol = await platform.user('carol', { email: unconfirmed });
    const { user: bob, email } = await reader('bob');
    const { user: dan, email: former } = await reader('dan');
    for (const user of [bob, carol, dan]) await tellAtOnce(user);
    await must(dan, 'PUT', '/api/me/email', { email: null, password: testPassword });
    await platform.settled();
    mail.mood = 'unknown';
    for (const other of [carol, dan, bob]) await alice.post((await alice.openDirect(other)).id, 'Hello');
    await vi.waitFor(
      () => expect(mail.attempts.filter((to) => to === email).length).toBeGreaterThan(1),
      soon,
    );
    await vi.waitFor(async () => {
      const settings = await bob.get<{ channels: { email: { isReady: boolean } } }>(
        '/api/notifications/settings',
      );
      expect(settings.channels.email.isReady).toBe(false);
    }, soon);
    mail.mood = 'take';
    await alice.post((await alice.openDirect(bob)).id, 'Again');
    await platform.settled();
    expect([unconfirmed, former, email].map((to) => digests(to).length)).toEqual([0, 0, 0]);
  },
);

test('"send me a test" sends one, even within the pause', async () => {
  const { user: bob, email } = await reader('bob');
  for (const nth of [1, 2]) {
    expect(await must(bob, 'POST', '/api/notifications/test', { channel: 'email' })).toMatchObject({
      outcome: 'delivered',
    });
    expect((await letter(email, nth)).parsed.subject).toBe('A test from Bridges');
  }
});
