import type { MembershipChanged } from '@bridges/contracts/proto';
import { ChatDeletedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/**
 * Takes a locked chat from everybody: without members nobody reads it or posts in it, whichever way they come.
 * Its messages are purged later, by a job.
 */
export async function groupChatDelete(
  trx: Transaction<Database>,
  { chatId, version }: MembershipChanged,
): Promise<void> {
  await trx.deleteFrom('chatMembers').where('chatId', '=', chatId).execute();
  await trx
    .updateTable('chats')
    .set({
      membershipVersion: version,
      deletedAt: new Date(),
      title: '',
      handle: null,
      isPublic: false,
      groupInfo: null,
      state: 'closed',
      pins: [],
    })
    .where('id', '=', chatId)
    .execute();
  await outboxAppend(trx, ChatDeletedSchema, 'messages.chat_deleted.v1', { chatId });
}
