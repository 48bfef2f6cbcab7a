import type { Db } from '../tables/database.ts';

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * The pair that push services know this installation by (VAPID), made at the first start. Of copies that start at once
 * one makes it, and all have the same.
 */
export async function pushKeys(db: Db): Promise<PushKeys> {
  const known = await read(db);
  if (known) return known;
  const { generateVAPIDKeys } = (await import('web-push')).default;
  await db
    .insertInto('pushKeys')
    .values({ ...generateVAPIDKeys(), createdAt: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await read(db);
  if (!made) throw new Error('The keys for pushes were not kept.');
  return made;
}

const read = (db: Db): Promise<PushKeys | undefined> =>
  db.selectFrom('pushKeys').select(['publicKey', 'privateKey']).executeTakeFirst();
