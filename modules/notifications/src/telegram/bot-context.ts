import type { AccountsService, MessagesService } from '@bridges/contracts/proto';
import type { Jobs, Platform, RateLimit, RpcClient } from '@bridges/kit';
import type { Db } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import type { BotClient } from './bot-client.ts';

/** Tells of an entry of the inbox, after the commit that made it. */
export type AnnounceEntry = (row: NotificationRow) => void;

/** What the bot works with. */
export interface BotContext {
  db: Db;
  jobs: Jobs;
  log: Platform['log'];
  client: BotClient;
  /** The part of the token that is no secret. */
  botId: string;
  messages: Pick<RpcClient<typeof MessagesService>, 'appendMessages' | 'markRead' | 'muteChat'>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers' | 'getLanguages'>;
  publicUrl: () => string;
  announceEntry: AnnounceEntry;
  limits: {
    /** Codes an account may try. */
    tries: RateLimit;
    /** Replies and buttons of an account. */
    acts: RateLimit;
    /** What Telegram takes from a bot in a second. */
    sends: RateLimit;
  };
}

/** What is to be said in Telegram once the transaction is committed. */
export type AfterCommit = () => Promise<unknown>;

/** Says something to somebody, if Telegram lets us: nothing hangs on it. */
export async function say(
  { client, log }: Pick<BotContext, 'client' | 'log'>,
  telegramId: number,
  text: string,
  answerTo?: number,
): Promise<void> {
  await bestEffort(log, () =>
    client.call((api) =>
      api.sendMessage(telegramId, text, {
        ...(answerTo === undefined
          ? {}
          : { reply_parameters: { message_id: answerTo, allow_sending_without_reply: true } }),
      }),
    ),
  );
}

/** For what is pleasant to have; the failure holds nothing secret (see TelegramFailure). */
export async function bestEffort(log: Platform['log'], act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    log.debug({ err: error }, 'Something was not said in Telegram.');
    return false;
  }
}
