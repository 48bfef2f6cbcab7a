import { errors } from '../errors.ts';
import { doorsClosedStore } from './doors-closed-store.ts';
import { type Doors, inBackground } from './doors.ts';

/** Takes one's own request back. @throws AppError groups.request_not_found */
export async function joinRequestWithdraw(
  { writer: { db, broker }, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { chatId, userId }: { chatId: string; userId: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('joinRequests')
      .where('chatId', '=', chatId)
      .where('userId', '=', userId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw errors.request_not_found();
    await doorsClosedStore(trx, chatId, { requests: [{ userId }] });
  });
  broker.kick();
  inBackground(announcer.requestsGone([{ chatId, userId, outcome: 'withdrawn' }]));
}
