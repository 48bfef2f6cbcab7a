import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../tables/database.ts';

const lifetimeMs = 10 * 60_000;

export const telegramCodeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

/** A new code for a user; the one before it is worth nothing any more. */
export async function telegramCodeIssue(db: Db, userId: string): Promise<{ code: string; expiresAt: Date }> {
  const code = randomBytes(16).toString('base64url');
  const fields = { codeHash: telegramCodeHash(code), expiresAt: new Date(Date.now() + lifetimeMs) };
  await db
    .insertInto('telegramCodes')
    .values({ userId, ...fields })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(fields))
    .execute();
  return { code, expiresAt: fields.expiresAt };
}
