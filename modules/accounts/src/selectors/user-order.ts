import { plainText } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';

/** Milliseconds since 1970, up to the year 9999. */
const timeMs = z.number().int().min(0).max(253_402_300_799_999);

/** An order of users by a key and, where that is the same, by their ids; stable for paging. */
export interface UserOrder {
  key: RawBuilder<string | Date>;
  direction: 'asc' | 'desc';
  /** Who comes behind the end of a page. @throws AppError kit.bad_cursor */
  after(cursor: string): RawBuilder<boolean>;
  cursorOf(last: { sortKey: string | Date; id: string }): string;
}

/**
 * @param sort `name`, `joined` or `lastSeen`; the other way round with a `-` before it
 * @param lastSeen the time to sort by for `lastSeen`
 * @param list names the order and what was asked for: a cursor fits those it came from, and no other
 */
export function userOrder(sort: string, lastSeen: RawBuilder<Date>, list: string): UserOrder {
  const isDescending = sort.startsWith('-');
  const orders = {
    name: { key: sql<string | Date>`users.name_key`, position: z.tuple([plainText(200), z.uuid()]) },
    joined: { key: sql<string | Date>`users.joined_at`, position: z.tuple([timeMs, z.uuid()]) },
    lastSeen: { key: sql<string | Date>`${lastSeen}`, position: z.tuple([timeMs, z.uuid()]) },
  };
  const { key, position } = orders[sort.replace('-', '') as keyof typeof orders];
  return {
    key,
    direction: isDescending ? 'desc' : 'asc',
    after(cursor) {
      const [last, id] = decodeCursor(list, position, cursor);
      const value = typeof last === 'number' ? sql`${new Date(last)}::timestamptz` : sql`${last}`;
      return sql<boolean>`(${key}, users.id) ${sql.raw(isDescending ? '<' : '>')} (${value}, ${id}::uuid)`;
    },
    cursorOf: ({ sortKey, id }) =>
      encodeCursor(list, [sortKey instanceof Date ? sortKey.getTime() : sortKey, id]),
  };
}
