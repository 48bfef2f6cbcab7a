import { randomUUID } from 'node:crypto';
import type { PushPayload, TelegramCode, TraceAnswer } from '@bridges/contracts';
import type { PushBrowser } from '@bridges/dev-env/push-service';
import type { TelegramAccount } from '@bridges/dev-env/telegram-account';
import { TestUser } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { startOutside } from './outside.ts';
import type { Outside } from './outside.ts';
import { until } from './until.ts';

let outside: Outside;
let bridges: Deployment;
/** A machine with much to do takes its time. */
const patienceMs = 60_000;
const seconds = { push: 1, telegram: 6, email: 11 };

beforeAll(async () => {
  outside = await startOutside();
  bridges = await deploy(outside.env);
});
afterAll(async () => {
  await bridges[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

interface Reached {
  user: TestUser;
  address: string;
  browser: PushBrowser;
  account: TelegramAccount;
}

describe('nobody misses a message', () => {
  it('a signed-out person is told through each channel in order', { timeout: 180_000 }, async () => {
    const alice = await TestUser.register(bridges.url, 'alice');
    const bob = await reachedEverywhere('bob');
    const { id: chatId } = await alice.openDirect(bob.user);
    await signOutEverywhere(bob.user);
    const sentAt = Date.now();
    const { seq } = await alice.post(chatId, 'The bridge is open');
    await until(() => told(bob.browser).length > 0, 'the push', undefined, patienceMs);
    await until(() => bob.account.shown.some(saysIt), 'the message of the bot', undefined, patienceMs);
    await until(() => letters(bob).length > 0, 'the letter', undefined, patienceMs);

    // A browser that is signed out hears that something waits, and not what.
    expect(told(bob.browser)).toMatchObject([{ type: 'waiting' }]);
    expect(letters(bob)[0]?.parsed.text).toContain('The bridge is open');
    const again = await TestUser.signIn(bridges.url, bob.user.username, bob.user.me);
    const steps = await decided(again, chatId, seq, 4);
    expect(steps.map(({ step, code }) => `${step} ${code}`)).toEqual([
      'app away',
      'push delivered',
      'telegram delivered',
      'email delivered',
    ]);
    // None before its delay; clocks of two processes are one here, and round differently.
    for (const { step, decidedAt } of steps)
      if (step !== 'app')
        expect([step, Date.parse(decidedAt) - sentAt >= seconds[step] * 1000 - 50]).toEqual([step, true]);
    expect(outside.push.problems).toEqual([]);
  });

  it('reading anywhere stops the rest', { timeout: 180_000 }, async () => {
    const alice = await TestUser.register(bridges.url, 'alice');
    const bob = await reachedEverywhere('bob');
    await bob.user.ask('PUT', '/api/notifications/settings', {
      channels: { telegram: { delaySeconds: 3600 }, email: { delaySeconds: 3600 } },
    });
    const { id: chatId } = await alice.openDirect(bob.user);
    const { seq } = await alice.post(chatId, 'The bridge is closed');
    await until(() => told(bob.browser).length > 0, 'the push', undefined, patienceMs);
    const phone = await TestUser.signIn(bridges.url, bob.user.username, bob.user.me);
    expect((await phone.ask('POST', `/api/chats/${chatId}/read`, { seq })).status).toBeLessThan(300);
    // Of the new sign-in she is told as well.
    const ofChat = () => told(bob.browser).filter(({ type }) => type !== 'entry');
    await until(() => ofChat().length > 1, 'the push that takes it back', undefined, patienceMs);
    expect(ofChat()).toMatchObject([
      { type: 'messages', chatId, seq, title: 'alice', body: 'The bridge is closed' },
      { type: 'clear', chatId, upToSeq: seq, unreadTotal: 0 },
    ]);
    const steps = await decided(phone, chatId, seq, 4);
    expect(steps.map(({ step, code }) => `${step} ${code}`).toSorted()).toEqual([
      'app away',
      'email read',
      'push delivered',
      'telegram read',
    ]);
    expect(bob.account.shown.some((message) => message.text.includes('closed'))).toBe(false);
    expect(letters(bob)).toEqual([]);
  });
});

const told = (browser: PushBrowser) => browser.received<PushPayload>().map(({ payload }) => payload);
const saysIt = ({ text }: { text: string }) => text.includes('The bridge is open');
/** What he was told by mail, but for the letter by which his address was confirmed. */
const letters = ({ address }: Reached) => outside.mail.to(address).slice(1);

/** Somebody with a browser, a Telegram account and a confirmed address. */
async function reachedEverywhere(name: string): Promise<Reached> {
  const address = `${name}-${randomUUID()}@example.org`;
  const user = await TestUser.register(bridges.url, name, { email: address });
  const letter = await outside.mail.letterTo(address, 1, patienceMs);
  const [, token] = /\?token=([\w-]+)/.exec(letter.parsed.text ?? '') ?? [];
  expect((await user.ask('POST', '/api/email/confirm', { token })).status).toBe(204);

  const account = outside.telegram.account(name);
  let code: TelegramCode | undefined;
  await until(
    async () => {
      const answer = await user.ask<TelegramCode>('POST', '/api/telegram/link');
      if (answer.status === 200 || answer.status === 201) code = answer.body;
      return code !== undefined;
    },
    'a code of the bot',
    undefined,
    patienceMs,
  );
  account.start(code?.code ?? '');
  await until(() => account.shown.length > 0, 'the greeting of the bot', undefined, patienceMs);

  const { publicKey } = await user.get<{ publicKey: string }>('/api/push/key');
  const browser = outside.push.subscribe(publicKey);
  await user.ask('POST', '/api/push/subscriptions', browser.subscription);
  const channels = Object.fromEntries(
    Object.entries(seconds).map(([channel, delaySeconds]) => [channel, { delaySeconds }]),
  );
  await user.ask('PUT', '/api/notifications/settings', { channels });
  await until(
    async () => {
      const page = await user.get<{ channels: Record<string, { isReady: boolean }> }>(
        '/api/notifications/settings',
      );
      return Object.values(page.channels).every(({ isReady }) => isReady);
    },
    'all channels to be ready',
    undefined,
    patienceMs,
  );
  return { user, address, browser, account };
}

/** What was decided about a message, once nothing is left to decide. */
async function decided(user: TestUser, chatId: string, seq: number, count: number) {
  let entries: TraceAnswer['entries'] = [];
  await until(
    async () => {
      const path = `/api/notifications/trace?chatId=${chatId}&seq=${seq}`;
      ({ entries } = await user.get<TraceAnswer>(path));
      return entries.length === count && entries.every(({ code }) => code !== 'waiting');
    },
    'that all is decided',
    () => JSON.stringify(entries),
    patienceMs,
  );
  return entries;
}

async function signOutEverywhere(user: TestUser): Promise<void> {
  const { sessions } = await user.get<{ sessions: { id: string; isCurrent: boolean }[] }>('/api/sessions');
  const lastOne = sessions.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent));
  for (const { id } of lastOne) await user.ask('DELETE', `/api/sessions/${id}`);
  expect((await user.ask('GET', '/api/me')).status).toBe(401);
}
