import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

export interface MailAddressRow {
  userId: string;
  email: string;
  displayName: string;
  language: 'en' | 'ru' | null;
}

/** Where letters to these users go: confirmed addresses, of those who have not left. */
export async function mailAddresses(db: Reader, userIds: readonly string[]): Promise<MailAddressRow[]> {
  const known = userIds.filter(isUuid);
  if (known.length === 0) return [];
  return db
    .selectFrom('users')
    .select(['users.id as userId', 'users.displayName', 'users.language'])
    .select((eb) => eb.ref('users.email').$notNull().as('email'))
    .where('users.id', '=', sql<string>`any(${known}::uuid[])`)
    .where('users.email', 'is not', null)
    .where('users.emailConfirmedAt', 'is not', null)
    .where('users.deactivatedAt', 'is', null)
    .execute();
}
