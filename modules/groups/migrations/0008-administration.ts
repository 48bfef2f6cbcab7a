import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** All groups in the orders that administrators turn their pages in. */
export const adminOrders: Migration = {
  async up(db) {
    await sql`create index groups_by_text on groups (search_text, chat_id)`.execute(db);
    await sql`create index groups_by_created on groups (created_at, chat_id)`.execute(db);
  },
};
