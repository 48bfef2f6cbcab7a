import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressKey } from '../keys.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { setupNeeded } from '../selectors/setup-needed.ts';
import { hashSecret } from './secrets.ts';
import { confirmationRequest, mayWriteTo } from './letter-request.ts';
import { directoryForget } from './people-forget.ts';
import { userInsert } from './user-insert.ts';
import type { Registration } from './user-register.ts';

/**
 * Makes the first administrator, for the token of the set-up link. The token is used up in the same
 * transaction: of two who come at once, one succeeds. A taken username leaves it valid.
 *
 * @throws AppError accounts.setup_token_invalid, accounts.username_taken, kit.rate_limited
 */
export async function setupComplete(
  {
    db,
    broker,
    passwords,
    limits,
    peopleCaches,
    mailer,
    jobs,
  }: Pick<Deps, 'db' | 'broker' | 'passwords' | 'limits' | 'peopleCaches' | 'mailer' | 'jobs'>,
  token: string,
  registration: Registration,
  address: string,
): Promise<UserRow> {
  await limits.registerPerAddress.consume(addressKey(address));
  const tokenHash = hashSecret(token);
  // Guesses are not worth an Argon2 hash.
  const known = await db
    .selectFrom('setupTokens')
    .select('createdAt')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  if (!known) throw errors.setup_token_invalid();
  const { password, ...rest } = registration;
  const passwordHash = await passwords.hash(password);
  const { email } = rest;
  const mayWrite = email !== undefined && (await mayWriteTo({ mailer, limits }, email));
  const user = await db.transaction().execute(async (trx) => {
    const used = await trx.deleteFrom('setupTokens').where('tokenHash', '=', tokenHash).executeTakeFirst();
    if (used.numDeletedRows === 0n || !(await setupNeeded(trx))) throw errors.setup_token_invalid();
    const inserted = await userInsert(trx, { ...rest, passwordHash, isAdmin: true });
    if (mayWrite) await confirmationRequest(trx, { jobs }, inserted.id, email);
    return inserted;
  });
  await directoryForget(peopleCaches);
  broker.kick();
  return user;
}
