import { request } from 'node:http';
import { socketEvent } from '@bridges/contracts';
import type { Me } from '@bridges/contracts';
import { AccountsService, LiveEventSchema, MailAddressChangedSchema } from '@bridges/contracts/proto';
import { MailServer } from '@bridges/dev-env';
import type { ReceivedLetter, TestUser } from '@bridges/dev-env';
import { fromBinary } from '@bufbuild/protobuf';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let mail: MailServer;
let world: World;
beforeAll(async () => {
  mail = await MailServer.start({ hideSTARTTLS: true });
  world = await World.start({ ...mail.env, SMTP_TIMEOUT_MS: '2000' });
});
afterAll(async () => {
  await world?.stop();
  await mail?.stop();
});
afterEach(() => {
  mail.mood = 'take';
});

const newAddress = () => `u${randomUUID().slice(0, 8)}@example.org`;
const linkIn = (letter: ReceivedLetter): URL => {
  const [url = ''] = /https?:\/\/\S+\?token=[\w-]+/.exec(letter.parsed.text ?? '') ?? [];
  return new URL(url);
};
const tokenIn = (letter: ReceivedLetter): string => linkIn(letter).searchParams.get('token') ?? '';
const confirm = (token: string) => world.ask('POST', '/api/email/confirm/', { token });
const meOf = (user: TestUser) => user.get<Me>('/api/me');
const setEmail = (user: TestUser, email: string | null, password = testPassword) =>
  user.ask<Me>('PUT', '/api/me/email', { email, password });
const addressesOf = async (...users: TestUser[]) =>
  (
    await world.platform.rpc.client(AccountsService).getMailAddresses({ userIds: users.map(({ id }) => id) })
  ).addresses.map(({ address }) => address);

/** A letter that comes with its next try, which does not wait for its time; the mail server has its rest before. */
async function letterOfTry(email: string, count: number): Promise<ReceivedLetter> {
  const soonerSql =
    'update graphile_worker._private_jobs set run_at = now() where run_at > now() returning id';
  await expect
    .poll(
      async () => {
        if (mail.to(email).length < count) await world.sql(soonerSql);
        return mail.to(email).length;
      },
      { timeout: 50_000, interval: 700 },
    )
    .toBeGreaterThanOrEqual(count);
  return mail.letterTo(email, count);
}

/** Somebody whose address is confirmed. */
async function confirmed(name: string): Promise<{ user: TestUser; email: string }> {
  const email = newAddress();
  const user = await world.platform.user(name, { email });
  expect((await confirm(tokenIn(await mail.letterTo(email)))).status).toBe(204);
  return { user, email };
}

test('an address named at registration is confirmed by the link in the letter, once', async () => {
  const events = await world.watchEvents();
  const email = newAddress();
  const alice = await world.platform.user('alice', { email, displayName: 'Win at evil.example' });
  expect(await meOf(alice)).toMatchObject({ email, isEmailConfirmed: false, pendingEmail: null });
  expect(await addressesOf(alice)).toEqual([]);
  const letter = await mail.letterTo(email);
  // Nobody writes to strangers through us.
  expect(letter.raw).not.toContain('evil.example');
  expect(letter.parsed.html).toContain(linkIn(letter).href);
  const token = tokenIn(letter);
  expect(token.length).toBeGreaterThanOrEqual(22);
  const race = await Promise.all([confirm(token), confirm(token), confirm(token)]);
  expect(race.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 403, 403]);
  expect(codeOf(await confirm(token))).toBe('accounts.mail_link_invalid');
  expect(await meOf(alice)).toMatchObject({ email, isEmailConfirmed: true });
  expect(await addressesOf(alice)).toEqual([email]);
  const told = (await events('accounts.mail_address_changed.v1')).map((bytes) =>
    fromBinary(MailAddressChangedSchema, bytes),
  );
  expect(told).toMatchObject([{ userId: alice.id, hasAddress: true, version: 1 }]);
});

test('open devices hear of it at once when an address is confirmed, changed or taken away; nobody else does', async () => {
  const { user: alice, email } = await confirmed('alice');
  const bob = await world.platform.user('bob');
  const heard: { to: string; me: Me }[] = [];
  for (const { id } of [alice, bob])
    for (const channel of ['user', 'watch', 'profile'])
      await world.platform.bus.subscribe(`${channel}:${id}`, (payload) => {
        const { json } = fromBinary(LiveEventSchema, payload);
        const event =
          json.length === 0 ? undefined : socketEvent.parse(JSON.parse(Buffer.from(json).toString()));
        if (event?.ev === 'me') heard.push({ to: `${channel}:${id}`, me: event.me });
      });
  const hears = (count: number) =>
    vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 20_000, interval: 20 });
  const next = newAddress();
  await setEmail(alice, next);
  await hears(1);
  // Confirmed without a session of hers, as in another browser.
  await confirm(tokenIn(await mail.letterTo(next)));
  await hears(2);
  await setEmail(alice, null);
  await hears(3);
  expect(
    heard.map(({ to, me: { email: at, pendingEmail, isEmailConfirmed } }) => [
      to,
      at,
      pendingEmail,
      isEmailConfirmed,
    ]),
  ).toEqual([
    [`user:${alice.id}`, email, next, true],
    [`user:${alice.id}`, next, null, true],
    [`user:${alice.id}`, null, null, false],
  ]);
});

test('tokens are kept as hashes, and guesses and old links confirm nothing', async () => {
  const email = newAddress();
  const user = await world.platform.user('bob', { email });
  const token = tokenIn(await mail.letterTo(email));
  const rows = await world.sql<{ row: string }>(
    `select row_to_json(t)::text as row from mail_tokens t
     union all select row_to_json(r)::text from mail_requests r
     union all select payload::text from graphile_worker._private_jobs`,
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(JSON.stringify(rows)).not.toContain(token);
  for (const guess of ['A'.repeat(43), token.slice(1), `${token}=`]) {
    expect((await confirm(guess)).status).toBe(403);
  }
  // Of another purpose.
  expect(
    codeOf(await world.ask('POST', '/api/password/reset', { token, newPassword: 'a wholly new password' })),
  ).toBe('accounts.mail_link_invalid');
  await world.sql(`update mail_requests set expires_at = now() - interval '1 second' where user_id = $1`, [
    user.id,
  ]);
  expect((await confirm(token)).status).toBe(403);
  expect((await meOf(user)).isEmailConfirmed).toBe(false);
});

test('two name one address: nobody is told, and it is whose who confirms it', async () => {
  const email = newAddress();
  const mallory = await world.platform.user('mallory', { email });
  const same = email.replace('u', 'U');
  const owner = await world.platform.user('owner', { email: same });
  const [first, second] = [await mail.letterTo(email), await mail.letterTo(same)];
  expect((await confirm(tokenIn(second))).status).toBe(204);
  expect(await addressesOf(mallory, owner)).toEqual([same]);
  // Whoever has the letter has the mailbox, and may know.
  expect(codeOf(await confirm(tokenIn(first)))).toBe('accounts.email_taken');
  expect((await meOf(mallory)).isEmailConfirmed).toBe(false);
  // A third may still name it, and is answered like anybody.
  const third = await world.platform.user('third');
  const taken = await setEmail(third, email);
  const free = await setEmail(third, newAddress());
  expect([taken.status, free.status]).toEqual([200, 200]);
  expect(Object.keys(taken.body)).toEqual(Object.keys(free.body));
});

test('a new address takes effect when it is confirmed, and the former one is told', async () => {
  const { user, email: former } = await confirmed('carol');
  const [typo, email] = [newAddress(), newAddress()];
  expect(codeOf(await setEmail(user, email, 'not the password'))).toBe('accounts.wrong_password');
  expect((await setEmail(user, typo)).body).toMatchObject({ email: former, pendingEmail: typo });
  const stale = tokenIn(await mail.letterTo(typo));
  expect((await setEmail(user, email)).body).toMatchObject({ email: former, pendingEmail: email });
  expect((await confirm(stale)).status).toBe(403);
  expect(await addressesOf(user)).toEqual([former]);
  expect((await confirm(tokenIn(await mail.letterTo(email)))).status).toBe(204);
  expect(await meOf(user)).toMatchObject({ email, isEmailConfirmed: true, pendingEmail: null });
  const notice = await mail.letterTo(former, 2);
  expect(notice.raw).not.toContain(email);
  expect((await setEmail(user, null)).body).toMatchObject({ email: null, isEmailConfirmed: false });
  expect(await addressesOf(user)).toEqual([]);
});

test('a letter can be sent again, both links work, and there is an end to it', async () => {
  const email = newAddress();
  const user = await world.platform.user('dan', { email });
  const first = await mail.letterTo(email);
  const again = () => user.ask('POST', '/api/me/email/confirmation');
  expect((await again()).status).toBe(204);
  const second = await mail.letterTo(email, 2);
  expect(second.parsed.messageId).not.toBe(first.parsed.messageId);
  expect((await confirm(tokenIn(first))).status).toBe(204);
  expect((await confirm(tokenIn(second))).status).toBe(403);
  expect(codeOf(await again())).toBe('accounts.nothing_to_confirm');
});

test('no name and no request leads a link elsewhere than to PUBLIC_URL', async () => {
  const email = newAddress();
  const body = JSON.stringify({ username: `eve-${randomUUID().slice(0, 8)}`, password: testPassword, email });
  const { hostname, port } = new URL(world.platform.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(
      {
        hostname,
        port,
        path: '/api/register',
        method: 'POST',
        headers: {
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
          forwarded: 'host=evil.example;proto=http',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    )
      .on('error', reject)
      .end(body);
  });
  expect(status).toBe(201);
  const letter = await mail.letterTo(email);
  expect(linkIn(letter).origin).toBe('https://chat.example.org');
  expect(letter.raw).not.toContain('evil.example');
});

test('line breaks and markup in a name make no header, no recipient and no element', async () => {
  const { user, email } = await confirmed('frank');
  const displayName = 'Frank\r\nBcc: mallory@example.org\r\n\r\n<b>X</b>\u202e & "Y"';
  expect((await user.ask('PATCH', '/api/me', { displayName })).status).toBe(200);
  await world.ask('POST', '/api/password/forgotten', { login: email });
  const letter = await mail.letterTo(email, 2);
  expect(letter.to).toEqual([email]);
  expect(letter.header('bcc')).toBeUndefined();
  expect(letter.parsed.to?.map(({ address }) => address)).toEqual([email]);
  expect(letter.parsed.html).toContain('&lt;b&gt;X&lt;/b&gt;');
  expect(letter.parsed.html).not.toContain('<b>X');
  const injected = await world.ask('POST', '/api/register', {
    username: `gina-${randomUUID().slice(0, 8)}`,
    password: testPassword,
    email: `${newAddress()}\r\nBcc: mallory@example.org`,
  });
  expect(injected.status).toBe(400);
});

test(
  'taken and not heard of: the same letter again, both links good; refused for good: no more of it',
  { timeout: 60_000 },
  async () => {
    mail.mood = 'takeAndDrop';
    const email = newAddress();
    await world.platform.user('hal', { email });
    const first = await mail.letterTo(email);
    mail.mood = 'take';
    const second = await letterOfTry(email, 2);
    expect(second.parsed.messageId).toBe(first.parsed.messageId);
    expect(tokenIn(second)).not.toBe(tokenIn(first));
    expect((await confirm(tokenIn(first))).status).toBe(204);

    mail.mood = 'unknown';
    const nobody = newAddress();
    await world.platform.user('ida', { email: nobody });
    await expect.poll(() => mail.attempts.includes(nobody), { timeout: 20_000 }).toBe(true);
    await world.platform.settled();
    expect(await world.sql('select id from mail_requests where email = $1', [nobody])).toEqual([]);
  },
);

test('a letter that waits survives a restart', { timeout: 60_000 }, async () => {
  mail.mood = 'busy';
  const email = newAddress();
  await world.platform.user('jane', { email });
  await expect.poll(() => mail.attempts.includes(email), { timeout: 20_000 }).toBe(true);
  await world.platform.restart();
  mail.mood = 'take';
  await letterOfTry(email, 1);
});

test('a forgotten password is chosen anew through the confirmed address, and ends all sessions', async () => {
  const { user, email } = await confirmed('kate');
  const forgot = (login: string) => world.ask('POST', '/api/password/forgotten/', { login });
  const reset = (token: string, newPassword = 'a wholly new password') =>
    world.ask('POST', '/api/password/reset/', { token, newPassword });
  const unconfirmed = newAddress();
  const lisa = await world.platform.user('lisa', { email: unconfirmed });
  await mail.letterTo(unconfirmed);
  const answers = await Promise.all(
    [user.username.toUpperCase(), email, lisa.username, unconfirmed, 'nobody-at-all', newAddress()].map(
      forgot,
    ),
  );
  expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [204, '']));
  const [second, third] = [await mail.letterTo(email, 2), await mail.letterTo(email, 3)];
  await world.platform.settled();
  expect(mail.to(unconfirmed)).toHaveLength(1);
  expect(linkIn(second).pathname).toBe('/reset-password');
  expect((await reset(tokenIn(second), 'short')).status).toBe(400);
  const race = await Promise.all([reset(tokenIn(second)), reset(tokenIn(second))]);
  expect(race.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 403]);
  expect((await reset(tokenIn(third))).status).toBe(403);
  expect((await user.ask('GET', '/api/me')).status).toBe(401);
  await expect(world.signIn(user.username)).rejects.toThrow('accounts.wrong_credentials');
  await world.signIn(email, 'a wholly new password');
});

test('a link to a new password is worth nothing once the address is another', async () => {
  const { user, email } = await confirmed('mona');
  await world.ask('POST', '/api/password/forgotten', { login: email });
  const token = tokenIn(await mail.letterTo(email, 2));
  expect((await setEmail(user, null)).status).toBe(200);
  const answer = await world.ask('POST', '/api/password/reset', {
    token,
    newPassword: 'a wholly new password',
  });
  expect(codeOf(answer)).toBe('accounts.mail_link_invalid');
});

test('letters and guesses are limited; a full mailbox is a secret', async () => {
  const strict = await World.start({
    ...mail.env,
    RATE_LIMIT_LETTERS_PER_USER: '2',
    RATE_LIMIT_LETTERS_PER_MAILBOX: '1',
    RATE_LIMIT_MAIL_LINKS_PER_ADDRESS: '3',
  });
  onTestFinished(() => strict.stop());
  const email = newAddress();
  const nora = await strict.platform.user('nora', { email });
  await strict.platform.user('olga', { email });
  await strict.platform.settled();
  expect(mail.to(email)).toHaveLength(1);
  const again = () => nora.ask('POST', '/api/me/email/confirmation');
  expect([(await again()).status, (await again()).status, (await again()).status]).toEqual([204, 204, 429]);
  const guess = () => strict.ask('POST', '/api/email/confirm', { token: 'guessed' });
  const statuses = [await guess(), await guess(), await guess(), await guess()].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403, 429]);
  expect((await strict.ask('POST', '/api/password/forgotten', { login: 'nora' })).status).toBe(429);
  await strict.platform.settled();
  expect(mail.to(email)).toHaveLength(1);
});

test('without a mail server what needs letters says so, and the rest goes on', async () => {
  const silent = await World.start();
  onTestFinished(() => silent.stop());
  const user = await silent.platform.user('pia', { email: newAddress() });
  const asks = [
    () => user.ask('PUT', '/api/me/email', { email: newAddress(), password: testPassword }),
    () => user.ask('POST', '/api/me/email/confirmation'),
    () => silent.ask('POST', '/api/password/forgotten', { login: user.username }),
  ];
  for (const asked of asks) expect(codeOf(await asked())).toBe('accounts.mail_not_configured');
  expect((await silent.ask('GET', '/api/setup')).body).toMatchObject({ hasMail: false });
  expect((await world.ask('GET', '/api/setup')).body).toMatchObject({ hasMail: true });
  await silent.platform.settled();
});
