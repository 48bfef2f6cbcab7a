import type { Privacy } from '@bridges/contracts';
import { PrivacyChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { toPrivacy } from '../presenters/people.ts';
import { privacyColumns, privacyGet } from '../selectors/privacy-get.ts';
import { publishCheckWatchers, publishTo } from './live-publish.ts';

type Change = { [Choice in keyof Privacy]?: Privacy[Choice] | undefined };

/** Changes the choices that are given; who may no longer see me stops hearing of me. */
export async function privacyUpdate(
  { db, broker, bus }: Pick<Deps, 'db' | 'broker' | 'bus'>,
  userId: string,
  change: Change,
): Promise<Privacy> {
  const given = Object.fromEntries(Object.entries(change).filter(([, choice]) => choice !== undefined));
  if (Object.keys(given).length === 0) return toPrivacy(await privacyGet(db, userId));
  const privacy = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('users')
      .set(given)
      .where('id', '=', userId)
      .returning(privacyColumns)
      .executeTakeFirst();
    if (!row) throw errors.user_not_found();
    await outboxAppend(trx, PrivacyChangedSchema, events.privacyChanged, { userId, ...row });
    return toPrivacy(row);
  });
  broker.kick();
  publishTo(bus, `user:${userId}`, { ev: 'privacy', privacy });
  publishCheckWatchers(bus, userId);
  return privacy;
}
