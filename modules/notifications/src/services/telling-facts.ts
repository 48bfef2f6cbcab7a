import type { MessagesService, UnreadAnswer } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Notification } from '@bridges/contracts';
import { sql } from 'kysely';
import { presentNotification } from '../presenters/notification.ts';
import type { Reader } from '../tables/database.ts';
import type { Delivery, LadderSettings } from '../tables/ladder.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { spokenSettings } from './languages.ts';
import type { AskLanguages } from './languages.ts';
import type { FindNames } from './telling-names.ts';

export type AskUnread = Pick<RpcClient<typeof MessagesService>, 'describeUnread'>;

/** Whom it is asked. */
export interface AskFacts {
  messages: AskUnread;
  accounts: AskLanguages & FindNames;
}

/** Everything that a telling is decided and made from, asked for at the moment of telling. */
export interface TellingFacts {
  /** Of the chat; of an entry of the inbox, whether she is in the chat that it is of. */
  unreadOf(delivery: Delivery): UnreadAnswer | undefined;
  entryOf(delivery: Delivery): Notification | undefined;
  settingsOf(userId: string): LadderSettings;
  /** She wants to hear nothing of him. */
  isBlocked(userId: string, senderId: string): boolean;
  /** Her account is closed: she is told nothing. */
  isDeactivated(userId: string): boolean;
}

const shownMost = 10;
const atOnce = 1000;
/** Stands for no chat: of an entry that is of none only the total is asked. */
const noChat = '00000000-0000-0000-0000-000000000000';

/** One question to messages for all of them, and one to each table. */
export async function tellingFacts(
  db: Reader,
  { messages, accounts }: AskFacts,
  deliveries: readonly Delivery[],
): Promise<TellingFacts> {
  const userIds = [...new Set(deliveries.map(({ userId }) => userId))];
  const entries = await entriesOf(
    db,
    deliveries.flatMap(({ entryId }) => entryId ?? []),
  );
  const entryOf = ({ entryId }: Delivery) => (entryId === null ? undefined : entries.get(entryId));
  const questions = deliveries.map((delivery) => ({
    userId: delivery.userId,
    chatId: delivery.chatId ?? entryOf(delivery)?.chatId ?? noChat,
    firstSeq: delivery.firstSeq,
    lastSeq: delivery.lastSeq,
  }));
  const [{ answers }, settingsOf, blocks, closed] = await Promise.all([
    messages.describeUnread({ questions, limit: shownMost }, { deadlineMs: 10_000 }),
    spokenSettings(db, accounts, userIds),
    blocksOf(db, userIds),
    closedAmong(accounts, userIds),
  ]);
  const byDelivery = new Map(deliveries.map(({ id }, index) => [id, answers[index]]));
  return {
    unreadOf: ({ id }) => byDelivery.get(id),
    entryOf: (delivery) => {
      const row = entryOf(delivery);
      return row && presentNotification(row);
    },
    settingsOf,
    isBlocked: (userId, senderId) => blocks.has(`${userId}:${senderId}`),
    isDeactivated: (userId) => closed.has(userId),
  };
}

/** Asked at the moment of telling: what was planned before an account was closed must not be told after it. */
export async function closedAmong(accounts: FindNames, userIds: readonly string[]): Promise<Set<string>> {
  const closed = new Set<string>();
  for (let from = 0; from < userIds.length; from += atOnce) {
    const ids = userIds.slice(from, from + atOnce);
    const { users } = await accounts.getUsers({ ids }, { deadlineMs: 10_000 });
    for (const { id, isDeactivated } of users) if (isDeactivated) closed.add(id);
  }
  return closed;
}

async function entriesOf(db: Reader, ids: readonly string[]): Promise<Map<string, NotificationRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('notifications').where('id', 'in', ids).selectAll().execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function blocksOf(db: Reader, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('blocks')
    .where('isBlocked', '=', true)
    .where(sql<boolean>`blocker_id = any(${userIds}::uuid[])`)
    .select(['blockerId', 'blockedId'])
    .execute();
  return new Set(rows.map(({ blockerId, blockedId }) => `${blockerId}:${blockedId}`));
}

/** How much is unread for a person over all her chats. */
export async function unreadTotal(messages: AskUnread, userId: string): Promise<number> {
  const { answers } = await messages.describeUnread({
    questions: [{ userId, chatId: noChat, firstSeq: 0, lastSeq: 0 }],
    limit: 1,
  });
  return answers[0]?.unreadTotal ?? 0;
}
