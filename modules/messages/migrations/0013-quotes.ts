import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Replies that quote a part of what they answer, found when it is deleted. The expressions are repeated word for word
 * in `quotes-erase.ts`: only then is this index used. Few messages are in it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index messages_quotes on messages (chat_id, ((content -> 'replyTo' ->> 'seq')::bigint))
    where content -> 'replyTo' ? 'quote'`.execute(db);
  // Quotes that outlived their originals.
  await sql`update messages reply set content = reply.content #- '{replyTo,quote}'
    from messages original
    where reply.content -> 'replyTo' ? 'quote' and original.chat_id = reply.chat_id
      and original.seq = (reply.content -> 'replyTo' ->> 'seq')::bigint and original.kind = 'deleted'`.execute(
    db,
  );
}
