import { createHmac, timingSafeEqual } from 'node:crypto';
import { wait } from './bot-runner.ts';
import type { BotClient } from './bot-client.ts';
import type { BotIdentity } from './bot-identity.ts';
import { wantedUpdates } from './update.ts';

export const webhookPath = '/api/telegram/webhook';

/** What Telegram shows with each call: the same in all copies of the service, and known to nobody without the token. */
export const webhookSecret = (token: string): string =>
  createHmac('sha256', token).update('bridges telegram webhook').digest('hex');

/** In constant time: how much of it was right is told to nobody. */
export function isWebhookSecret(secret: string, given: unknown): boolean {
  const [wanted, shown] = [Buffer.from(secret), Buffer.from(typeof given === 'string' ? given : '')];
  return wanted.length === shown.length && timingSafeEqual(wanted, shown);
}

/** Tells Telegram where to call; then there is nothing to do but to be called. */
export async function announceWebhook(
  {
    client,
    identity,
    url,
    secret,
  }: { client: BotClient; identity: BotIdentity; url: string; secret: string },
  signal: AbortSignal,
  works: () => void,
): Promise<void> {
  await identity.learn();
  await client.call((api) =>
    api.setWebhook(url, { secret_token: secret, allowed_updates: wantedUpdates, max_connections: 10 }),
  );
  works();
  while (!signal.aborted) await wait(3_600_000, signal);
}
