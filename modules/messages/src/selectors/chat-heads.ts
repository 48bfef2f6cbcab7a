import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** Newest seq of each of these chats. Tells nothing about who may read them: for gateways only. */
export async function chatHeads(
  db: Reader,
  chatIds: readonly string[],
): Promise<{ chatId: string; lastSeq: number }[]> {
  return db
    .selectFrom('chats')
    .where(sql<boolean>`id = any(${chatIds}::uuid[])`)
    .select(['id as chatId', 'lastSeq'])
    .execute();
}
