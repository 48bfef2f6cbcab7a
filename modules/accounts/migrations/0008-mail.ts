import { MailAddressChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';

/** Letters with secret links, and the address that waits for its confirmation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      add column pending_email text,
      add column mail_version integer not null default 0`.execute(db);
  await sql`
    create table mail_requests (
      id uuid primary key,
      user_id uuid not null references users (id) on delete cascade,
      purpose text not null check (purpose in ('confirm', 'reset')),
      email text not null,
      created_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      sent_at timestamptz(3)
    )`.execute(db);
  await sql`create index mail_requests_by_user on mail_requests (user_id, purpose)`.execute(db);
  await sql`create index mail_requests_by_expiry on mail_requests (expires_at)`.execute(db);
  await sql`
    create table mail_tokens (
      token_hash bytea primary key,
      request_id uuid not null references mail_requests (id) on delete cascade
    )`.execute(db);
  await sql`create index mail_tokens_by_request on mail_tokens (request_id)`.execute(db);
  await announce(db);
}

/** Others learn of addresses that were confirmed before they could hear of it. */
async function announce(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update users set mail_version = 1 where email_confirmed_at is not null returning id`.execute(db);
  for (const { id: userId } of rows) {
    await outboxAppend(
      db as Transaction<unknown>,
      MailAddressChangedSchema,
      'accounts.mail_address_changed.v1',
      { userId, hasAddress: true, version: 1 },
    );
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table mail_tokens, mail_requests`.execute(db);
  await sql`alter table users drop column mail_version, drop column pending_email`.execute(db);
}
