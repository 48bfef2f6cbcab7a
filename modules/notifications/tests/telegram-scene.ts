import { AccountsService, MessagesService } from '@bridges/contracts/proto';
import { startTestPlatform, TelegramServer } from '@bridges/dev-env';
import type {
  BotMessage,
  TelegramAccount,
  TestPlatform,
  TestPlatformOptions,
  TestUser,
} from '@bridges/dev-env';
import { createDatabase, createLogger, createPool, MemoryRateLimits } from '@bridges/kit';
import type { Logger } from '@bridges/kit';
import type { TelegramCode, TelegramState } from '@bridges/contracts';
import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import type { Channel, MessagesTelling, ToldMessage } from '../src/channels/channel.ts';
import type { Db } from '../src/tables/database.ts';
import { BotClient } from '../src/telegram/bot-client.ts';
import type { BotContext } from '../src/telegram/bot-context.ts';
import { telegramChannel } from '../src/telegram/telegram-channel.ts';
import { must } from './inbox-scene.ts';

export interface TelegramScene {
  platform: TestPlatform;
  telegram: TelegramServer;
  alice: TestUser;
  bob: TestUser;
  pool: pg.Pool;
  db: Db;
  /** What the server logged. */
  log: string[];
}

const publicUrl = 'https://bridges.example';

/** A server with a bot, and new people before each test. */
export function telegramScene(
  env: Record<string, string> = {},
  options: Pick<TestPlatformOptions, 'patience'> = {},
): TelegramScene {
  const scene = { log: [] as string[] } as TelegramScene;
  beforeAll(async () => {
    scene.telegram = await TelegramServer.start();
    scene.platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { PUBLIC_URL: publicUrl, ...scene.telegram.env, ...env },
      logger: keptLog(scene.log),
      ...options,
    });
    scene.telegram.webhookOrigin = scene.platform.url;
    scene.pool = createPool(scene.platform.databaseUrl('notifications'), {
      applicationName: 'telegram tests',
      log: createLogger({ level: 'silent' }),
    });
    scene.db = createDatabase(scene.pool);
  });
  afterAll(async () => {
    await scene.db.destroy();
    await scene.platform.stop();
    await scene.telegram.stop();
  });
  beforeEach(async () => {
    scene.telegram.mood = 'answer';
    const { platform } = scene;
    [scene.alice, scene.bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
  });
  return scene;
}

function keptLog(lines: string[]): Logger {
  return createLogger({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
}

export const codeFor = (user: TestUser) => must<TelegramCode>(user, 'POST', '/api/telegram/link');
export const stateOf = (user: TestUser) => user.get<TelegramState>('/api/telegram');

/** Links a new account of somebody's as people do. */
export async function linkedAccount(
  { telegram }: TelegramScene,
  user: TestUser,
  fields: Parameters<TelegramServer['account']>[1] = {},
): Promise<TelegramAccount> {
  const account = telegram.account(user.me.displayName, fields);
  const { code } = await codeFor(user);
  account.start(code);
  await account.sees(({ text }) => /^(Linked|Готово)/.test(text), 'that it is linked');
  return account;
}

/** The channel as the ladder uses it, of another copy of the service. */
export function channelOf({ db, platform, telegram }: TelegramScene): Channel {
  const limits = new MemoryRateLimits();
  const plenty = { points: 1_000_000, perSeconds: 1 };
  const context: BotContext = {
    db,
    jobs: { enqueue: () => Promise.reject(new Error('not here')) },
    log: createLogger({ level: 'silent' }),
    client: new BotClient({ token: telegram.token, apiRoot: telegram.apiRoot }),
    botId: '4242424242',
    messages: platform.rpc.client(MessagesService),
    accounts: platform.rpc.client(AccountsService),
    publicUrl: () => publicUrl,
    announceEntry: () => {},
    limits: {
      tries: limits.create({ name: 'tries', ...plenty }),
      acts: limits.create({ name: 'acts', ...plenty }),
      sends: limits.create({ name: 'sends', ...plenty }),
    },
  };
  return telegramChannel(context);
}

type Told = Pick<ToldMessage, 'seq' | 'text'> & { sender: TestUser };

/** What the ladder would say of these messages. */
export function telling(
  reader: TestUser,
  chat: MessagesTelling['chat'],
  messages: Told[],
  extra: Partial<MessagesTelling> = {},
): MessagesTelling {
  return {
    kind: 'messages',
    id: uuidv7(),
    userId: reader.id,
    locale: 'en',
    unreadTotal: messages.length,
    isTest: false,
    chat,
    messages: messages.map(({ seq, text, sender }) => ({
      seq,
      text,
      senderId: sender.id,
      senderName: sender.me.displayName,
      sentAt: '2026-11-21T09:30:00.000Z',
      isMention: false,
    })),
    count: messages.length,
    ...extra,
  };
}

/** A message of Bob's to Alice and what the bot told her of it. */
export async function toldOne(
  scene: TelegramScene,
  account: TelegramAccount,
  text = 'Are you there?',
): Promise<{ chatId: string; seq: number; shown: BotMessage }> {
  const { alice, bob } = scene;
  const { id: chatId } = await bob.openDirect(alice);
  const { seq } = await bob.post(chatId, text);
  const chat = { id: chatId, kind: 'direct', title: 'Bob' } as const;
  const outcome = await channelOf(scene).tell(telling(alice, chat, [{ seq, text, sender: bob }]));
  if (outcome.kind !== 'delivered') throw new Error(`not told: ${JSON.stringify(outcome)}`);
  const shown = await account.sees((message) => message.text.includes(text), 'what was told');
  return { chatId, seq, shown };
}
