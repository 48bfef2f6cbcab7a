import { createHash } from 'node:crypto';
import type { PushPayload } from '@bridges/contracts';
import { sql } from 'kysely';
import { presentPush } from '../presenters/push-payload.ts';
import type { Db } from '../tables/database.ts';
import type { PushSubscriptionRow } from '../tables/ladder.ts';
import type { Channel, Outcome, Telling } from './channel.ts';
import { outcomeOf } from './push-outcome.ts';
import type { PushAnswer } from './push-outcome.ts';
import type { PushSender } from './push-sender.ts';

export interface PushChannelContext {
  db: Db;
  sender: PushSender;
  /** How much is unread for a person over all her chats. */
  unreadTotal: (userId: string) => Promise<number>;
  /** Whether a session goes on, as accounts knows it now. @throws AppError when nobody can say */
  isLive: (sessionId: string) => Promise<boolean>;
}

/** A message that could not be handed over within a day is old; that it was read matters for an hour. */
const ttlSeconds = { telling: 86_400, clear: 3600 };

/** Tellings of one browser that are remembered: far more than wait for another try at a time. */
const rememberedMost = 50;

/** Browsers that asked to be told, by Web Push. Each gets a telling once, as far as can be known. */
export class PushChannel implements Channel {
  readonly name = 'push';
  readonly isConfigured = true;
  readonly #context: PushChannelContext;

  constructor(context: PushChannelContext) {
    this.#context = context;
  }

  async isUsed(): Promise<boolean> {
    const any = await this.#context.db
      .selectFrom('pushSubscriptions')
      .select('id')
      .limit(1)
      .executeTakeFirst();
    return any !== undefined;
  }

  async reachable(userIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.#context.db
      .selectFrom('pushSubscriptions')
      .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
      .select('userId')
      .distinct()
      .execute();
    return new Set(rows.map(({ userId }) => userId));
  }

  async tell(telling: Telling): Promise<Outcome> {
    const browsers = await this.#browsersOf(telling.userId);
    const isUrgent = telling.kind === 'messages' && telling.messages.some(({ isMention }) => isMention);
    const answers = await Promise.all(
      browsers.map(async (browser): Promise<PushAnswer> => {
        if (browser.toldIds.includes(telling.id)) return { kind: 'taken' };
        // The event that says so may be late: what is told to whoever signed out is decided now.
        const isSignedOut = browser.isSignedOut || !(await this.#context.isLive(browser.sessionId));
        const answer = await this.#push(browser, presentPush(telling, isSignedOut), {
          topic: topicOf(telling),
          ttlSeconds: ttlSeconds.telling,
          urgency: isUrgent || telling.isTest ? 'high' : 'normal',
        });
        if (answer.kind === 'taken') await this.#remember(browser, telling.id);
        return answer;
      }),
    );
    return outcomeOf(answers);
  }

  async clear(userId: string, chatId: string, upToSeq: number): Promise<void> {
    const browsers = await this.#browsersOf(userId);
    const told = browsers.filter(({ isSignedOut }) => !isSignedOut);
    if (told.length === 0) return;
    const unreadTotal = await this.#context.unreadTotal(userId);
    const payload: PushPayload = { type: 'clear', chatId, upToSeq, unreadTotal };
    const options = { topic: topic(chatId), ttlSeconds: ttlSeconds.clear, urgency: 'normal' } as const;
    await Promise.all(told.map((browser) => this.#push(browser, payload, options)));
  }

  #browsersOf(userId: string): Promise<PushSubscriptionRow[]> {
    return this.#context.db
      .selectFrom('pushSubscriptions')
      .where('userId', '=', userId)
      .selectAll()
      .execute();
  }

  async #push(
    browser: PushSubscriptionRow,
    payload: PushPayload,
    options: Parameters<PushSender['push']>[2],
  ): Promise<PushAnswer> {
    const answer = await this.#context.sender.push(browser, payload, options);
    if (answer.kind === 'gone') await this.#forget(browser);
    return answer;
  }

  /** It may have been made anew meanwhile, with other keys. */
  async #forget({ id, p256dh }: PushSubscriptionRow): Promise<void> {
    await this.#context.db
      .deleteFrom('pushSubscriptions')
      .where('id', '=', id)
      .where('p256dh', '=', p256dh)
      .execute();
  }

  async #remember({ id }: PushSubscriptionRow, toldId: string): Promise<void> {
    await this.#context.db
      .updateTable('pushSubscriptions')
      .set({ toldIds: sql<string[]>`(array[${toldId}::uuid] || told_ids)[1:${sql.lit(rememberedMost)}]` })
      .where('id', '=', id)
      .execute();
  }
}

const topicOf = (telling: Telling): string =>
  topic(telling.kind === 'messages' ? telling.chat.id : telling.entryId);

/** Of what is kept for a browser that is off, a push service keeps the newest of each topic. Says nothing to it. */
const topic = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 32);
