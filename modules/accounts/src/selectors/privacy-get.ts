import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';

export const privacyColumns = [
  'whoCanWrite',
  'whoCanSeeLastSeen',
  'whoCanAddToGroups',
  'whoCanFindMe',
] as const;

/** Who may do what with regard to this user. @throws AppError accounts.user_not_found */
export async function privacyGet(db: Reader, userId: string) {
  const row = await db.selectFrom('users').select(privacyColumns).where('id', '=', userId).executeTakeFirst();
  if (!row) throw errors.user_not_found();
  return row;
}
