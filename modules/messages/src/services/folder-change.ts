import type { Transaction } from 'kysely';
import { folderList } from '../selectors/folder-list.ts';
import type { Database } from '../tables/database.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { userRevLock, userRevRaise } from './user-rev.ts';

/** Changes a user's folders in one transaction, and tells her devices all of them. */
export async function folderChange<Result>(
  { db, bus }: MarksContext,
  userId: string,
  change: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  const { result, step, folders } = await db.transaction().execute(async (trx) => {
    await userRevLock(trx, userId);
    const done = await change(trx);
    return {
      result: done,
      step: await userRevRaise(trx, userId),
      folders: await folderList(trx, userId),
    };
  });
  chatMarkAnnounce(bus, userId, { ...step, chats: {}, folders });
  return result;
}
