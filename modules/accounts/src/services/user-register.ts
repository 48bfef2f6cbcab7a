import type { Deps } from '../deps.ts';
import { addressKey } from '../keys.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { directoryForget } from './people-forget.ts';
import { userInsert } from './user-insert.ts';

export interface Registration {
  username: string;
  password: string;
  email?: string | undefined;
  displayName?: string | undefined;
  language?: 'en' | 'ru' | undefined;
}

/**
 * Makes an account. An e-mail address that somebody has already is no obstacle, and nobody is told: whom
 * it belongs to shows when it is confirmed.
 *
 * @throws AppError accounts.username_taken, kit.rate_limited
 */
export async function userRegister(
  {
    db,
    broker,
    passwords,
    limits,
    peopleCaches,
  }: Pick<Deps, 'db' | 'broker' | 'passwords' | 'limits' | 'peopleCaches'>,
  registration: Registration,
  address: string,
): Promise<UserRow> {
  await limits.registerPerAddress.consume(addressKey(address));
  const { password, ...rest } = registration;
  const passwordHash = await passwords.hash(password);
  const user = await db.transaction().execute((trx) => userInsert(trx, { ...rest, passwordHash }));
  await directoryForget(peopleCaches);
  broker.kick();
  return user;
}
