import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database, Trx } from '../tables/database.ts';
import type { ReadEntries } from './inbox-announce.ts';

export type WhichEntries = (eb: ExpressionBuilder<Database, 'notifications'>) => Expression<SqlBool>;

/** Marks unread entries as read, of one user or of many. Resolves to what was, by user. */
export async function entriesRead(trx: Trx, which: WhichEntries): Promise<ReadEntries[]> {
  const readAt = new Date();
  const rows = await trx
    .updateTable('notifications')
    .set({ readAt })
    .where('readAt', 'is', null)
    .where(which)
    .returning(['userId', 'id'])
    .execute();
  return byUser(rows).map(([userId, ids]) => ({ userId, ids, readAt }));
}

/** Forgets entries: what they told of is gone, or not hers to know any more. Resolves to their ids, by user. */
export async function entriesForget(trx: Trx, which: WhichEntries): Promise<[string, string[]][]> {
  const rows = await trx.deleteFrom('notifications').where(which).returning(['userId', 'id']).execute();
  return byUser(rows);
}

function byUser(rows: readonly { userId: string; id: string }[]): [string, string[]][] {
  return [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, own]) => [
    userId,
    own.map(({ id }) => id),
  ]);
}
