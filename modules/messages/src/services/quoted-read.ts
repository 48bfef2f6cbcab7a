import type { Message } from '@bridges/contracts';
import type { PoolClient } from 'pg';
import { presentMessage } from '../presenters/message.ts';
import type { StoredMessage } from './append-queue.ts';

/**
 * What these new messages answer, by `chatId:seq`, to be told to everybody beside them. Left out what was before
 * the history of somebody in the chat begins: whoever may see it fetches it.
 */
export async function readQuoted(
  client: PoolClient,
  messages: readonly StoredMessage[],
): Promise<ReadonlyMap<string, Message>> {
  const places = messages.flatMap(({ chatId, content }) =>
    content?.replyTo ? [{ chatId, seq: content.replyTo.seq }] : [],
  );
  if (places.length === 0) return new Map();
  const { rows } = await client.query({
    name: 'append-read-quoted',
    text: `select m.* from messages m
      join (select distinct * from unnest($1::uuid[], $2::bigint[]) as p (chat_id, seq)) p using (chat_id, seq)
      where not exists (select 1 from chat_members c where c.chat_id = m.chat_id and c.first_seq > 1 and c.first_seq > m.seq)`,
    values: [places.map(({ chatId }) => chatId), places.map(({ seq }) => seq)],
  });
  return new Map(
    rows.map((row) => [
      `${row.chat_id}:${row.seq}`,
      presentMessage({
        chatId: row.chat_id,
        seq: Number(row.seq),
        senderId: row.sender_id,
        kind: row.kind,
        body: row.body,
        clientId: row.client_id,
        createdAt: row.created_at,
        rev: Number(row.rev),
        editedAt: row.edited_at,
        content: row.content,
        tally: row.tally,
      }),
    ]),
  );
}
