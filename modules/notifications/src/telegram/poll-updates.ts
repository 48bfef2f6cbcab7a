import type { Platform } from '@bridges/kit';
import type { Update } from 'grammy/types';
import { wait } from './bot-runner.ts';
import type { BotClient } from './bot-client.ts';
import type { BotIdentity } from './bot-identity.ts';
import { telegramUpdate, wantedUpdates } from './update.ts';
import type { TelegramUpdate } from './update.ts';

/** Any number, as long as nothing else in the module's database locks the same one: migrations wait for theirs. */
export const pollerLock = 7_262_474_340;
const standByMs = 2000;
const waitSeconds = 25;

interface Connection {
  query: <Row extends object>(text: string, values?: unknown[]) => Promise<{ rows: Row[] }>;
}

export interface PollContext {
  pool: Platform['pool'];
  client: BotClient;
  identity: BotIdentity;
  /** Comes back when the update is safe. */
  receive: (update: TelegramUpdate) => Promise<void>;
}

/**
 * Asks Telegram for what people did, one asker over all copies of the service: the one that holds a lock in the
 * database, on a connection of its own, so that the next one has it as soon as this one dies. An update is confirmed
 * by asking for those after it, which happens when it is safe.
 */
export async function pollUpdates(
  context: PollContext,
  signal: AbortSignal,
  works: () => void,
): Promise<void> {
  const connection = await context.pool.connect();
  const lost = new AbortController();
  connection.once('error', () => lost.abort());
  connection.once('end', () => lost.abort());
  try {
    while (!signal.aborted && !lost.signal.aborted) {
      if (!(await takeLock(connection))) {
        // The others have to know what the bot is called as well.
        await context.identity.learn();
        await wait(standByMs, signal);
        continue;
      }
      await context.identity.learn();
      await context.client.call((api) => api.deleteWebhook());
      await poll(context, AbortSignal.any([signal, lost.signal]), works);
    }
  } finally {
    // With the connection goes the lock.
    connection.release(true);
  }
}

async function poll(context: PollContext, signal: AbortSignal, works: () => void): Promise<void> {
  let offset = 0;
  while (!signal.aborted) {
    const updates = await nextUpdates(context.client, offset, signal);
    works();
    for (const update of updates) {
      if (signal.aborted) return;
      const read = telegramUpdate.safeParse(update);
      if (read.success) await context.receive(read.data);
      offset = update.update_id + 1;
    }
  }
}

async function nextUpdates(client: BotClient, offset: number, signal: AbortSignal): Promise<Update[]> {
  return client.poll((api) =>
    api.getUpdates(
      { offset, limit: 50, timeout: waitSeconds, allowed_updates: wantedUpdates },
      // The library's own type of the same thing.
      signal as Parameters<typeof api.getUpdates>[1],
    ),
  );
}

async function takeLock(connection: Connection): Promise<boolean> {
  // A holder whose machine vanished must not keep the lock for the two hours that TCP would give it.
  await connection.query(
    'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
  );
  const { rows } = await connection.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
    pollerLock,
  ]);
  return rows[0]?.locked ?? false;
}
