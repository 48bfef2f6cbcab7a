import { randomUUID } from 'node:crypto';
import type { TelegramCode } from '@bridges/contracts';
import type { MailServer, PushService, TelegramServer, TestPlatform } from '@bridges/dev-env';
import { spread, until } from './numbers.ts';

const rounds = 30;
/** In so many of them: letters have a rest between them. */
const letters = 8;

/** How long it takes from the commit of a message until each channel is asked, by the clock of this process. */
export async function measureDelays(
  platform: TestPlatform,
  { push, telegram, mail }: { push: PushService; telegram: TelegramServer; mail: MailServer },
): Promise<Record<string, Record<string, number>>> {
  const alice = await platform.user('alice');
  const address = `bob-${randomUUID()}@example.org`;
  const bob = await platform.user('bob', { email: address });
  const letter = await mail.letterTo(address);
  const [, token] = /\?token=([\w-]+)/.exec(letter.parsed.text ?? '') ?? [];
  await bob.ask('POST', '/api/email/confirm', { token });
  const account = telegram.account('Bob');
  const { body } = await bob.ask<TelegramCode>('POST', '/api/telegram/link');
  account.start(body.code);
  await until(() => account.shown.length > 0, 'the link');
  const { publicKey } = await bob.get<{ publicKey: string }>('/api/push/key');
  const browser = push.subscribe(publicKey);
  await bob.ask('POST', '/api/push/subscriptions', browser.subscription);
  const atOnce = { delaySeconds: 0 };
  await bob.ask('PUT', '/api/notifications/settings', {
    channels: { push: atOnce, telegram: atOnce, email: atOnce },
  });
  await platform.settled();

  const { id: chatId } = await alice.openDirect(bob);
  const times = { push: [] as number[], telegram: [] as number[], email: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const marker = `round ${round} ${randomUUID()}`;
    const message = await alice.post(chatId, marker);
    const since = Date.parse(message.createdAt);
    const seen: Partial<Record<keyof typeof times, number>> = {};
    await until(() => {
      const now = Date.now();
      if (browser.received().some(({ payload }) => JSON.stringify(payload).includes(marker)))
        seen.push ??= now;
      if (account.shown.some(({ text }) => text.includes(marker))) seen.telegram ??= now;
      if (mail.to(address).some(({ parsed }) => parsed.text?.includes(marker))) seen.email ??= now;
      return (
        seen.push !== undefined && seen.telegram !== undefined && (seen.email !== undefined || round >= 5)
      );
    }, 'all channels');
    for (const name of ['push', 'telegram', 'email'] as const)
      if (seen[name] !== undefined) times[name].push(seen[name] - since);
    await bob.ask('POST', `/api/chats/${chatId}/read`, { seq: message.seq });
    await new Promise((resolve) => setTimeout(resolve, round < letters ? 2500 : 1000));
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, spread(all)]));
}
