import { StartError } from '@bridges/kit';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { usernameKey } from '../keys.ts';
import { setupNeeded } from '../selectors/setup-needed.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { mailAddressAnnounce } from './mail-address-announce.ts';
import { directoryForget } from './people-forget.ts';
import { userInsert } from './user-insert.ts';

/**
 * Sees at start that there will be an administrator: makes the one that the environment names, or else a
 * new one-time token for the set-up link, which voids all older ones.
 *
 * @returns the token, while there is no administrator
 * @throws StartError
 */
export async function setupPrepare(
  { db, passwords, broker, peopleCaches }: Pick<Deps, 'db' | 'passwords' | 'broker' | 'peopleCaches'>,
  config: Config,
): Promise<string | undefined> {
  if (!(await setupNeeded(db))) return undefined;
  const { ADMIN_USERNAME: username, ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  const passwordHash = password === undefined ? undefined : await passwords.hash(password);
  const token = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('accounts.setup'))`.execute(trx);
    await trx.deleteFrom('setupTokens').execute();
    if (!(await setupNeeded(trx))) return undefined;
    if (passwordHash === undefined) {
      const secret = makeSecret();
      await trx
        .insertInto('setupTokens')
        .values({ tokenHash: hashSecret(secret), createdAt: new Date() })
        .execute();
      return secret;
    }
    const taken = await trx
      .selectFrom('users')
      .select('id')
      .where('usernameKey', '=', usernameKey(username))
      .executeTakeFirst();
    if (taken)
      throw new StartError(`ADMIN_USERNAME is not valid: somebody has registered as "${username}" already.`);
    const { id } = await userInsert(trx, {
      username,
      email,
      passwordHash,
      isAdmin: true,
      isEmailConfirmed: true,
    });
    await mailAddressAnnounce(trx, id);
    return undefined;
  });
  await directoryForget(peopleCaches);
  broker.kick();
  return token;
}
