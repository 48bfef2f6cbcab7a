import type { Reader } from '../tables/database.ts';

export interface Usage {
  /** Files and what unfinished uploads were said to bring. */
  usedBytes: number;
  openUploads: number;
}

/** How much of her room a user has used. */
export async function usage(db: Reader, userId: string): Promise<Usage> {
  const files = await db
    .selectFrom('files')
    .where('ownerId', '=', userId)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('size'), eb.lit(0)).as('bytes'))
    .executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('uploads')
    .where('ownerId', '=', userId)
    .where('finishedAt', 'is', null)
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<string>('length'), eb.lit(0)).as('bytes'),
      eb.fn.countAll<string>().as('count'),
    ])
    .executeTakeFirstOrThrow();
  return { usedBytes: Number(files.bytes) + Number(open.bytes), openUploads: Number(open.count) };
}
