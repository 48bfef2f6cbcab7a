import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What is to be sent yet and quotes a message, found when that one is deleted. The conditions are repeated word for
 * word in `waiting-quotes-erase.ts`: only then are these indexes used. Few rows are in them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index chat_marks_quotes on chat_marks (chat_id) where draft -> 'replyTo' ? 'quote'`.execute(
    db,
  );
  await sql`create index scheduled_messages_quotes on scheduled_messages (chat_id)
    where extras -> 'replyTo' ? 'quote'`.execute(db);
  // Quotes that outlived their originals.
  await sql`update chat_marks marks set draft = draft #- '{replyTo,quote}'
    from messages original
    where marks.draft -> 'replyTo' ? 'quote' and original.chat_id = marks.chat_id
      and original.seq = (marks.draft -> 'replyTo' ->> 'seq')::bigint and original.kind = 'deleted'`.execute(
    db,
  );
  await sql`update scheduled_messages waiting
    set extras = extras #- '{replyTo,quote}', content = waiting.content #- '{replyTo,quote}'
    from messages original
    where waiting.extras -> 'replyTo' ? 'quote' and waiting.state <> 'sending' and original.chat_id = waiting.chat_id
      and original.seq = (waiting.extras -> 'replyTo' ->> 'seq')::bigint and original.kind = 'deleted'`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index scheduled_messages_quotes`.execute(db);
  await sql`drop index chat_marks_quotes`.execute(db);
}
