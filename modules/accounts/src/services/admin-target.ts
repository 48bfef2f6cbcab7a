import { errors } from '../errors.ts';
import type { Trx } from '../tables/database.ts';
import { sql } from 'kysely';

/** Who acts, on whom, and why. */
export interface AdminAct {
  adminId: string;
  userId: string;
  reason: string;
}

/** Whom an administrator acts upon, locked: one act after another. @throws AppError accounts.user_not_found */
export async function adminTarget(trx: Trx, userId: string) {
  const user = await trx
    .selectFrom('users')
    .select(['username', 'displayName', 'language', 'isAdmin', 'deactivatedAt'])
    .select(['email', 'emailKey', 'emailConfirmedAt', 'pendingEmail'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw errors.user_not_found();
  return user;
}

/** The same, of an open account. @throws AppError accounts.user_not_found, accounts.already_deactivated */
export async function activeTarget(trx: Trx, userId: string) {
  const user = await adminTarget(trx, userId);
  if (user.deactivatedAt !== null) throw errors.already_deactivated();
  return user;
}

/**
 * Somebody else stays an administrator. Of two who take each other's role at once one succeeds, so call it before
 * anything is locked.
 *
 * @throws AppError accounts.last_admin
 */
export async function adminsStay(trx: Trx, without: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('accounts.admins'))`.execute(trx);
  const other = await trx
    .selectFrom('users')
    .select('id')
    .where('isAdmin', '=', true)
    .where('deactivatedAt', 'is', null)
    .where('id', '!=', without)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw errors.last_admin();
}
