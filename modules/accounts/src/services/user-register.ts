import type { Deps } from '../deps.ts';
import { addressKey } from '../keys.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { confirmationRequest, mayWriteTo } from './letter-request.ts';
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
    mailer,
    jobs,
  }: Pick<Deps, 'db' | 'broker' | 'passwords' | 'limits' | 'peopleCaches' | 'mailer' | 'jobs'>,
  registration: Registration,
  address: string,
): Promise<UserRow> {
  await limits.registerPerAddress.consume(addressKey(address));
  const { password, ...rest } = registration;
  const passwordHash = await passwords.hash(password);
  const { email } = rest;
  const mayWrite = email !== undefined && (await mayWriteTo({ mailer, limits }, email));
  const user = await db.transaction().execute(async (trx) => {
    const inserted = await userInsert(trx, { ...rest, passwordHash });
    if (mayWrite) await confirmationRequest(trx, { jobs }, inserted.id, email);
    return inserted;
  });
  await directoryForget(peopleCaches);
  broker.kick();
  return user;
}
