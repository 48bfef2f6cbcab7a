import { emailKey, usernameKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';

/** Whom a username or e-mail address means, if she has a confirmed address. */
export async function confirmedLogin(
  db: Reader,
  login: string,
): Promise<{ id: string; email: string } | undefined> {
  const name = login.trim();
  return db
    .selectFrom('users')
    .select('users.id')
    .select((eb) => eb.ref('users.email').$notNull().as('email'))
    .where('users.emailConfirmedAt', 'is not', null)
    .where('users.email', 'is not', null)
    .where('users.deactivatedAt', 'is', null)
    .where((eb) =>
      name.includes('@')
        ? eb('users.emailKey', '=', emailKey(name))
        : eb('users.usernameKey', '=', usernameKey(name)),
    )
    .executeTakeFirst();
}
