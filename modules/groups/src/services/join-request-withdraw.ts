import { errors } from '../errors.ts';
import { type Doors, inBackground } from './doors.ts';

/** Takes one's own request back. @throws AppError groups.request_not_found */
export async function joinRequestWithdraw(
  { writer: { db }, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { chatId, userId }: { chatId: string; userId: string },
): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('joinRequests')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw errors.request_not_found();
  inBackground(announcer.requestsGone([{ chatId, userId, outcome: 'withdrawn' }]));
}
