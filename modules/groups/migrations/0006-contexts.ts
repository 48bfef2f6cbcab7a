import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Groups that are the chat about a thing (an order, a ticket) of another system. */
export const createContexts: Migration = {
  async up(db) {
    await sql`
      alter table groups
        add column context_type text,
        add column context_id text,
        add column context_changed_at timestamptz(3),
        add constraint groups_context unique (context_type, context_id),
        add constraint groups_context_whole check (
          (context_type is null) = (context_id is null)
          and (context_type is null) = (context_changed_at is null)
          and (context_type is null or card is not null)
        )`.execute(db);
    await sql`
      create index groups_contexts on groups (context_changed_at, chat_id) where context_type is not null`.execute(
      db,
    );
    await sql`
      create index groups_contexts_by_status on groups (context_type, (card->>'status'), context_changed_at, chat_id)
        where context_type is not null`.execute(db);
  },
};
