import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // posted_at is what slow mode counts from. It is written with the read marker, in an update that is made anyway.
  await sql`alter table chat_members add column posted_at timestamptz(3)`.execute(db);
  // Deleted groups: the row stays, so that late changes find it; the messages are purged by and by.
  await sql`
    alter table chats
      add column deleted_at timestamptz(3),
      add column purged_at timestamptz(3)`.execute(db);
  await sql`create index chats_to_purge on chats (deleted_at) where deleted_at is not null and purged_at is null`.execute(
    db,
  );
  // Groups of before, as their first change would tell them.
  await sql`
    update chats set group_info = jsonb_build_object(
      'isPublic', is_public,
      'joinRule', case when is_public then 'open' else 'invite' end,
      'postRole', post_role, 'addRole', 'admin', 'pinRole', 'admin', 'infoRole', 'admin',
      'slowModeSeconds', slow_mode_seconds, 'isHistoryHidden', false,
      'description', '', 'pictureFileId', null, 'state', state, 'card', null,
      'memberCount', (select count(*) from chat_members m where m.chat_id = chats.id))
    where kind = 'group' and group_info is null`.execute(db);
}
