import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What is counted of a message (reactions, votes) stands beside it, so that a page of history is read without
  // counting; who did it is in tables of their own. All of it changes under the chat's lock.
  await sql`alter table messages add column tally jsonb`.execute(db);
  await sql`
    create table message_edits (
      chat_id uuid not null,
      seq bigint not null,
      rev bigint not null,
      body text not null,
      written_at timestamptz(3) not null,
      primary key (chat_id, seq, rev)
    )`.execute(db);
  await sql`
    create table message_reactions (
      chat_id uuid not null,
      seq bigint not null,
      user_id uuid not null,
      emoji text not null,
      created_at timestamptz(3) not null,
      primary key (chat_id, seq, user_id, emoji)
    )`.execute(db);
  await sql`
    create table message_votes (
      chat_id uuid not null,
      seq bigint not null,
      user_id uuid not null,
      choice smallint not null,
      created_at timestamptz(3) not null,
      primary key (chat_id, seq, user_id, choice)
    )`.execute(db);
  // What a user deleted for herself; has_hidden spares everybody else the look.
  await sql`
    create table hidden_messages (
      user_id uuid not null,
      chat_id uuid not null,
      seq bigint not null,
      user_rev bigint not null,
      primary key (user_id, chat_id, seq)
    )`.execute(db);
  await sql`create index hidden_messages_by_rev on hidden_messages (user_id, user_rev)`.execute(db);
  await sql`alter table chat_members add column has_hidden boolean not null default false`.execute(db);
  // Whose history begins later: what is told to a whole chat must not show them what was before.
  await sql`create index chat_members_latecomers on chat_members (chat_id, first_seq) where first_seq > 1`.execute(
    db,
  );
  // What waits for a user's eyes: messages that mention her, reactions to her messages.
  await sql`
    create table attentions (
      user_id uuid not null,
      chat_id uuid not null,
      kind text not null check (kind in ('mention', 'reaction')),
      seq bigint not null,
      primary key (user_id, chat_id, kind, seq)
    )`.execute(db);
  await sql`create index attentions_by_message on attentions (chat_id, seq)`.execute(db);
}
