import { emailKey, usernameKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

export type Candidate = UserRow & { passwordHash: string; isKnownAddress: boolean };

/**
 * Whom a username or e-mail address means at sign-in. Of several users with one address it is who has
 * confirmed it, else who named it first. Whose account is closed comes last, and is not signed in. `isKnownAddress`: she signed in from there before.
 */
export async function userByLogin(
  db: Reader,
  login: string,
  address: string,
): Promise<Candidate | undefined> {
  const users = db
    .selectFrom('users')
    .select(userColumns)
    .select(['users.passwordHash'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.userId', '=', 'users.id')
            .where('sessions.address', '=', address),
        )
        .$castTo<boolean>()
        .as('isKnownAddress'),
    );
  if (!login.includes('@'))
    return users.where('users.usernameKey', '=', usernameKey(login)).executeTakeFirst();
  return users
    .where('users.emailKey', '=', emailKey(login.trim()))
    .orderBy('isDeactivated')
    .orderBy('users.emailConfirmedAt', (order) => order.asc().nullsLast())
    .orderBy('users.joinedAt')
    .orderBy('users.id')
    .limit(1)
    .executeTakeFirst();
}
