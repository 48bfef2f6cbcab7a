import { sql } from 'kysely';
import type { ContactState } from '../tables/people.ts';
import type { Reader } from '../tables/database.ts';

/** How a viewer stands to somebody, as far as she is shown it. */
export interface RelationRow {
  userId: string;
  state: Exclude<ContactState, 'declined'> | null;
  since: Date | null;
  isBlocked: boolean;
}

/** Of one viewer to one other user. */
export async function relationGet(db: Reader, viewerId: string, userId: string): Promise<RelationRow> {
  const row = await db
    .selectFrom(sql<{ id: string }>`(select ${userId}::uuid as id)`.as('other'))
    .leftJoin('contacts', (join) =>
      join
        .onRef('contacts.contactId', '=', 'other.id')
        .on('contacts.userId', '=', viewerId)
        .on('contacts.state', '!=', 'declined'),
    )
    .leftJoin('blocks', (join) =>
      join
        .onRef('blocks.blockedId', '=', 'other.id')
        .on('blocks.blockerId', '=', viewerId)
        .on('blocks.isActive', '=', true),
    )
    .select(['contacts.state', 'contacts.changedAt as since', 'blocks.blockedId'])
    .executeTakeFirstOrThrow();
  const state = row.state === 'declined' ? null : row.state;
  return { userId, state, since: row.since, isBlocked: row.blockedId !== null };
}

/** Requests that wait for this user's answer. */
export async function incomingCount(db: Reader, userId: string): Promise<number> {
  const row = await db
    .selectFrom('contacts')
    .where('userId', '=', userId)
    .where('state', '=', 'received')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
