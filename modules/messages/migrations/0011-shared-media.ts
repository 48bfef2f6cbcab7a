import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What chats share, found without reading their histories. The conditions are repeated word for word in
 * `shared-list.ts`: only then are these indexes used. Plain messages are in none of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index messages_shared_media on messages (chat_id, seq)
    where content @? '$.attachments[*] ? (@.kind == "image" || @.kind == "video")'`.execute(db);
  await sql`create index messages_shared_files on messages (chat_id, seq)
    where content @? '$.attachments[*] ? (@.kind == "file" || @.kind == "audio")'`.execute(db);
  await sql`create index messages_shared_voice on messages (chat_id, seq)
    where content @? '$.attachments[*] ? (@.kind == "voice")'`.execute(db);
  await sql`create index messages_shared_links on messages (chat_id, seq)
    where kind = 'text' and body like '%://%'`.execute(db);
}
