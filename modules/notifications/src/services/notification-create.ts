import { NotificationCreatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** More than so many are not counted. */
const actorsMost = 1000;

export interface NewNotification {
  userId: string;
  kind: NotificationRow['kind'];
  details?: NotificationRow['details'];
  chatId?: string;
  seq?: number;
  /** Who did it, unless it was she herself or nobody. */
  actorId?: string;
  /** While an entry of this key is unread there is no second one: this is merged into it. */
  mergeKey?: string;
  /** An unread entry of the key already says it all: it is left as it is. */
  isSaidOnce?: boolean;
}

/**
 * Adds an entry to somebody's inbox, or to one of her unread entries, with its event. Whoever blocked the actor gets
 * none. Resolves to the entry as it is now, if there is anything new.
 */
export async function notificationCreate(
  trx: Trx,
  { userId, kind, details = {}, chatId, seq, mergeKey, isSaidOnce = false, ...news }: NewNotification,
): Promise<NotificationRow | undefined> {
  const isUnwanted = news.actorId !== undefined && (await isBlocked(trx, userId, news.actorId));
  // That she is out is hers to know, whoever did it.
  if (isUnwanted && kind !== 'removed_from_group') return undefined;
  const actorId = isUnwanted ? undefined : news.actorId;
  const row = await trx
    .insertInto('notifications')
    .values({
      id: uuidv7(),
      userId,
      kind,
      details: JSON.stringify(details),
      createdAt: new Date(),
      readAt: null,
      chatId: chatId ?? null,
      seq: seq ?? null,
      actorIds: actorId ? [actorId] : [],
      mergeKey: mergeKey ?? null,
    })
    .onConflict((conflict) => {
      const known = conflict.columns(['userId', 'mergeKey']).where('readAt', 'is', null);
      if (isSaidOnce) return known.doNothing();
      return known.doUpdateSet((eb) => ({
        details: eb.ref('excluded.details'),
        createdAt: eb.ref('excluded.createdAt'),
        actorIds: sql<string[]>`(excluded.actor_ids || notifications.actor_ids)[1:${sql.lit(actorsMost)}]`,
      }));
    })
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await outboxAppend(trx, NotificationCreatedSchema, events.notificationCreated, {
    id: row.id,
    userId,
    kind,
    createdAtMs: row.createdAt.getTime(),
    chatId: chatId ?? '',
    seq: seq ?? 0,
    actorId: actorId ?? '',
  });
  return row;
}

async function isBlocked(trx: Trx, blockerId: string, blockedId: string): Promise<boolean> {
  const block = await trx
    .selectFrom('blocks')
    .where('blockerId', '=', blockerId)
    .where('blockedId', '=', blockedId)
    .where('isBlocked', '=', true)
    .select('blockerId')
    .executeTakeFirst();
  return block !== undefined;
}
