import { randomUUID } from 'node:crypto';
import type { NotificationPage, PushPayload, TelegramCode, TraceAnswer } from '@bridges/contracts';
import type { PushBrowser } from '@bridges/dev-env/push-service';
import type { TelegramAccount } from '@bridges/dev-env/telegram-account';
import { TestUser } from '@bridges/dev-env/test-user';
import { expect } from 'vitest';
import type { Outside } from './outside.ts';
import { until } from './until.ts';

/** A machine with much to do takes its time. */
export const patienceMs = 60_000;

export type Delays = Partial<Record<'push' | 'telegram' | 'email', number>>;

/** Somebody who is told by these ways, so many seconds after a message; by others not at all. */
export interface Reached {
  user: TestUser;
  address: string;
  browser: PushBrowser;
  account: TelegramAccount;
}

/** Makes somebody who has a browser, a Telegram account and a confirmed address, as far as `delays` names them. */
export async function reached(url: string, outside: Outside, name: string, delays: Delays): Promise<Reached> {
  const address = `${name}-${randomUUID()}@example.org`;
  const user = await TestUser.register(url, name, delays.email === undefined ? {} : { email: address });
  if (delays.email !== undefined) {
    const letter = await outside.mail.letterTo(address, 1, patienceMs);
    const [, token] = /\?token=([\w-]+)/.exec(letter.parsed.text ?? '') ?? [];
    expect((await user.ask('POST', '/api/email/confirm', { token })).status).toBe(204);
  }
  const account = outside.telegram.account(name);
  if (delays.telegram !== undefined) await link(user, account);
  const { publicKey } = await user.get<{ publicKey: string }>('/api/push/key');
  const browser = outside.push.subscribe(publicKey);
  if (delays.push !== undefined) await user.ask('POST', '/api/push/subscriptions', browser.subscription);
  if (delays.telegram !== undefined) await linkingIsSeen(user);
  const channels = Object.fromEntries(
    Object.entries(delays).map(([channel, delaySeconds]) => [channel, { delaySeconds }]),
  );
  await user.ask('PUT', '/api/notifications/settings', { channels });
  await until(
    async () => {
      const page = await user.get<{ channels: Record<string, { isReady: boolean }> }>(
        '/api/notifications/settings',
      );
      return Object.keys(delays).every((channel) => page.channels[channel]?.isReady === true);
    },
    'all channels to be ready',
    undefined,
    patienceMs,
  );
  return { user, address, browser, account };
}

async function link(user: TestUser, account: TelegramAccount): Promise<void> {
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
}

/** What the inbox tells of the linking is read, and so told by no channel later, among what the test is about. */
async function linkingIsSeen(user: TestUser): Promise<void> {
  const isTold = async () => {
    const { notifications } = await user.get<NotificationPage>('/api/notifications');
    return notifications.some(({ kind }) => kind === 'telegram_linked');
  };
  await until(isTold, 'the entry of the linking', undefined, patienceMs);
  expect((await user.ask('POST', '/api/notifications/read-all')).status).toBeLessThan(300);
}

/** What a browser was told. */
export const told = ({ browser }: Reached): PushPayload[] =>
  browser.received<PushPayload>().map(({ payload }) => payload);

/** What somebody was told by mail, but for the letter by which the address was confirmed. */
export const letters = ({ mail }: Outside, { address }: Reached) => mail.to(address).slice(1);

/** What was decided about a message, once nothing is left to decide. */
export async function decided(user: TestUser, chatId: string, seq: number, count: number) {
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
