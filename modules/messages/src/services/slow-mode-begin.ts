import type { MembershipChanged } from '@bridges/contracts/proto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import { lookedBackOver } from './membership-members.ts';
import type { LockedChat } from './membership-lock.ts';

/**
 * Slow mode begins in a locked chat: whoever came back to it meanwhile has a row that does not know when she last wrote,
 * and gets no message for free.
 */
export async function slowModeBegin(
  trx: Transaction<Database>,
  { id, lastSeq, slowModeSeconds }: LockedChat,
  group: MembershipChanged['group'],
): Promise<void> {
  if (slowModeSeconds > 0 || !group?.slowModeSeconds) return;
  await sql`
    update chat_members member set posted_at = said.at
    from (
      select sender_id, max(created_at) as at from messages
      where chat_id = ${id} and seq > ${lastSeq - lookedBackOver} and kind <> 'system' group by sender_id
    ) said
    where member.chat_id = ${id} and member.user_id = said.sender_id
      and (member.posted_at is null or member.posted_at < said.at)`.execute(trx);
}
