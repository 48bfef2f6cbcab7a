import { AccountsService, MessagesService } from '@bridges/contracts/proto';
import { StartError } from '@bridges/kit';
import type { Platform, RateLimit } from '@bridges/kit';
import type { Channel } from '../channels/channel.ts';
import { BotClient } from './bot-client.ts';
import type { AnnounceEntry, BotContext } from './bot-context.ts';
import { BotIdentity } from './bot-identity.ts';
import { BotRunner } from './bot-runner.ts';
import { readTelegramConfig } from './config.ts';
import type { TelegramConfig } from './config.ts';
import type { Trx } from '../tables/database.ts';
import { pollUpdates } from './poll-updates.ts';
import { telegramChannel } from './telegram-channel.ts';
import { unlinkForSafety } from './unlink.ts';
import { receiveUpdate } from './update-receive.ts';
import { announceWebhook, webhookPath, webhookSecret } from './webhook.ts';

/** The bot, when there is one. */
export interface Bot {
  context: BotContext;
  identity: BotIdentity;
  /** Set where Telegram calls us. */
  webhookSecret: string | undefined;
}

export interface Telegram {
  channel: Channel;
  /** Undefined: no token, so the feature is absent. */
  bot: Bot | undefined;
  linkLimit: RateLimit;
  announceEntry: AnnounceEntry;
  /** In the transaction that learns of a changed password; the answer is called after the commit. */
  unlinkForSafety: (trx: Trx, userId: string) => Promise<() => void>;
  start: () => void;
  stop: () => Promise<void>;
}

export function createTelegram(platform: Platform, announceEntry: AnnounceEntry): Telegram {
  const config = readTelegramConfig(platform.env);
  const linkLimit = platform.rateLimits.create({
    name: 'telegram-links',
    points: config.RATE_LIMIT_TELEGRAM_LINKS_PER_USER,
    perSeconds: 3600,
  });
  const { TELEGRAM_BOT_TOKEN: token } = config;
  if (token === undefined) {
    return {
      channel: telegramChannel(undefined),
      bot: undefined,
      linkLimit,
      announceEntry,
      unlinkForSafety: (trx, userId) => unlinkForSafety(trx, { bot: undefined, announceEntry }, userId),
      start: () => {},
      stop: async () => {},
    };
  }
  const bot = createBot(platform, config, token, announceEntry);
  const { context, identity } = bot;
  const { client } = context;
  const secret = bot.webhookSecret;
  const runner = new BotRunner({
    log: platform.log,
    run: (signal, works) =>
      secret === undefined
        ? pollUpdates(
            { pool: platform.pool, client, identity, receive: (update) => receiveUpdate(context, update) },
            signal,
            works,
          )
        : announceWebhook(
            { client, identity, secret, url: platform.publicUrl() + webhookPath },
            signal,
            works,
          ),
  });
  return {
    channel: telegramChannel(context),
    bot,
    linkLimit,
    announceEntry,
    unlinkForSafety: (trx, userId) => unlinkForSafety(trx, { bot: context, announceEntry }, userId),
    start: () => runner.start(),
    stop: () => runner.stop(),
  };
}

function createBot(
  platform: Platform,
  config: TelegramConfig,
  token: string,
  announceEntry: AnnounceEntry,
): Bot {
  const { db, jobs, log, rpc, rateLimits, publicUrl } = platform;
  if (config.TELEGRAM_WEBHOOK && !platform.env['PUBLIC_URL']?.startsWith('https://'))
    throw new StartError('TELEGRAM_WEBHOOK needs a PUBLIC_URL that begins with https://.');
  const client = new BotClient({ token, apiRoot: config.TELEGRAM_API_ROOT });
  const context: BotContext = {
    db,
    jobs,
    log,
    client,
    botId: token.split(':')[0] ?? '',
    messages: rpc.client(MessagesService),
    accounts: rpc.client(AccountsService),
    publicUrl,
    announceEntry,
    limits: {
      tries: rateLimits.create({
        name: 'telegram-tries',
        points: config.RATE_LIMIT_TELEGRAM_TRIES,
        perSeconds: 600,
      }),
      acts: rateLimits.create({
        name: 'telegram-acts',
        points: config.RATE_LIMIT_TELEGRAM_ACTS_PER_MINUTE,
        perSeconds: 60,
      }),
      sends: rateLimits.create({ name: 'telegram-sends', points: 25, perSeconds: 1 }),
    },
  };
  return {
    context,
    identity: new BotIdentity(client),
    webhookSecret: config.TELEGRAM_WEBHOOK ? webhookSecret(token) : undefined,
  };
}
