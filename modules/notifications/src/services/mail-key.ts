import { randomBytes } from 'node:crypto';
import type { Db } from '../tables/database.ts';

/** What links to unsubscribe are signed with; made when it is first needed, the same for all processes. */
export async function mailKey(db: Db): Promise<Buffer> {
  const known = await db.selectFrom('mailKeys').select('secret').executeTakeFirst();
  if (known) return known.secret;
  await db
    .insertInto('mailKeys')
    .values({ secret: randomBytes(32) })
    .onConflict((conflict) => conflict.column('isOnly').doNothing())
    .execute();
  const { secret } = await db.selectFrom('mailKeys').select('secret').executeTakeFirstOrThrow();
  return secret;
}
