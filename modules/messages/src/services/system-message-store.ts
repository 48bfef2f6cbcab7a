import type { SystemContent } from '@bridges/contracts';
import { MessagesSentSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import { toProtoMessage } from './append-statements.ts';
import type { StoredMessage } from './append-queue.ts';
import type { LockedChat } from './membership-lock.ts';
import { moveTopReaders } from './top-readers.ts';

/**
 * Says in a locked chat what was done in its group, as a message of the one who did it: with a seq, a place
 * in the history and an event like any send, and in the transaction of the change.
 */
export async function systemMessageStore(
  trx: Transaction<Database>,
  chat: LockedChat,
  { actorId, clientId }: { actorId: string; clientId: string },
  system: SystemContent,
): Promise<StoredMessage> {
  const createdAt = new Date(Math.max(Date.now(), chat.lastActivityAt.getTime()));
  const message: StoredMessage = {
    chatId: chat.id,
    seq: chat.lastSeq + 1,
    senderId: actorId,
    clientId,
    kind: 'system',
    text: '',
    content: { system },
    createdAtMs: createdAt.getTime(),
  };
  const { chatId, seq, senderId, kind, text: body } = message;
  const content = JSON.stringify(message.content);
  await trx
    .insertInto('messages')
    .values({
      chatId,
      seq,
      senderId,
      clientId,
      kind,
      body,
      content,
      fingerprint: '0',
      createdAt,
      editedAt: null,
    })
    .execute();
  // Who did it knows of it; one who left has no marker any more.
  const { numUpdatedRows } = await trx
    .updateTable('chatMembers')
    .set({ readSeq: seq })
    .where('chatId', '=', chatId)
    .where('userId', '=', senderId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) moveTopReaders(chat, senderId, seq);
  chat.lastSeq = seq;
  chat.lastActivityAt = createdAt;
  await outboxAppend(trx, MessagesSentSchema, 'messages.messages_sent.v1', {
    messages: [toProtoMessage(message)],
  });
  return message;
}
