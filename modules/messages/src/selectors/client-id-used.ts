import type { Reader } from '../tables/database.ts';

/** Whether a message of hers was stored by this client id. */
export async function isSent(db: Reader, senderId: string, clientId: string): Promise<boolean> {
  const sent = await db
    .selectFrom('messages')
    .where('senderId', '=', senderId)
    .where('clientId', '=', clientId)
    .select('seq')
    .executeTakeFirst();
  return sent !== undefined;
}

/** Whether what she wrote under this client id is a message by now, or will be one by itself. */
export async function isSentOrPlanned(db: Reader, userId: string, clientId: string): Promise<boolean> {
  const planned = await db
    .selectFrom('scheduledMessages')
    .where('userId', '=', userId)
    .where('clientId', '=', clientId)
    .select('id')
    .executeTakeFirst();
  return planned !== undefined || isSent(db, userId, clientId);
}
