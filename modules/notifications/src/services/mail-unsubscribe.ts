import { unsubscribeUser } from '../policies/unsubscribe-token.ts';
import { errors } from '../errors.ts';
import type { Db } from '../tables/database.ts';
import { channelSwitch } from './ladder-settings-set.ts';

/** Ends letters to whom the link was written; again: it stays so. @throws AppError notifications.unsubscribe_link_invalid */
export async function mailUnsubscribe(db: Db, key: () => Promise<Buffer>, token: string): Promise<void> {
  const userId = unsubscribeUser(await key(), token);
  if (userId === undefined) throw errors.unsubscribe_link_invalid();
  await channelSwitch(db, userId, 'email', false);
}
