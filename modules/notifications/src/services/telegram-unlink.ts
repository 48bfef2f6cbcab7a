import type { Db, Trx } from '../tables/database.ts';
import type { TelegramLinkRow } from '../tables/telegram.ts';

/** Ends a link from either side, with all that belongs to it. Answers what there was. */
export async function telegramUnlink(
  trx: Trx | Db,
  whose: { userId: string } | { telegramId: number },
): Promise<TelegramLinkRow | undefined> {
  const link = await trx
    .deleteFrom('telegramLinks')
    .where((eb) => eb.and(whose))
    .returningAll()
    .executeTakeFirst();
  if ('userId' in whose) await trx.deleteFrom('telegramCodes').where('userId', '=', whose.userId).execute();
  if (link) await trx.deleteFrom('telegramMessages').where('userId', '=', link.userId).execute();
  return link;
}
