import type { PairState } from '../policies/contact-acts.ts';
import type { Reader } from '../tables/database.ts';

/** What stands between two users, as one of them asks; read it under `pairLock` before changing it. */
export async function pairState(db: Reader, userId: string, otherId: string): Promise<PairState> {
  const pair = [userId, otherId];
  const [contacts, blocks] = [
    await db
      .selectFrom('contacts')
      .select(['userId', 'state'])
      .where('userId', 'in', pair)
      .where('contactId', 'in', pair)
      .execute(),
    await db
      .selectFrom('blocks')
      .select('blockerId')
      .where('blockerId', 'in', pair)
      .where('blockedId', 'in', pair)
      .where('isActive', '=', true)
      .execute(),
  ];
  return {
    mine: contacts.find((row) => row.userId === userId)?.state,
    theirs: contacts.find((row) => row.userId === otherId)?.state,
    isBlockedByMe: blocks.some((row) => row.blockerId === userId),
    hasBlockedMe: blocks.some((row) => row.blockerId === otherId),
  };
}
