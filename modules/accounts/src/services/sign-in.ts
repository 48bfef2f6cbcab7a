import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressKey, emailKey } from '../keys.ts';
import { userByLogin } from '../selectors/user-by-login.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { hashSecret } from './secrets.ts';
import { sessionStart } from './session-start.ts';
import type { Device } from './session-start.ts';

export interface SignedIn {
  user: UserRow;
  access: string;
  refresh: string;
}

/**
 * Checks a password and starts a session. Every refusal is the same, and takes one Argon2 verification.
 * Strangers who guess can't lock the user out: from an address she has used before, only wrong passwords
 * from that very address count.
 *
 * @throws AppError accounts.wrong_credentials, accounts.deactivated, kit.rate_limited
 */
export async function signIn(
  deps: Pick<Deps, 'db' | 'broker' | 'passwords' | 'keys' | 'limits'>,
  credentials: { login: string; password: string },
  device: Device,
): Promise<SignedIn> {
  const { db, limits } = deps;
  const { login, password } = credentials;
  const from = addressKey(device.address);
  const account = hashSecret(emailKey(login.trim())).toString('base64url');
  await limits.signInPerAddress.consume(from);
  await limits.signInPerAccount.consume(`${account}:${from}`);
  const candidate = await userByLogin(db, login, device.address);
  if (!candidate?.isKnownAddress) await limits.signInElsewhere.consume(account);

  const isRight = await deps.passwords.verify(candidate?.passwordHash, password);
  if (!candidate || !isRight) throw errors.wrong_credentials();
  await Promise.all([
    limits.signInPerAccount.reset(`${account}:${from}`),
    limits.signInElsewhere.reset(account),
  ]);
  // Told to nobody but who knows the password.
  if (candidate.isDeactivated) throw errors.deactivated();

  const { passwordHash, isKnownAddress: _, ...user } = candidate;
  const session = await db.transaction().execute(async (trx) => {
    // A password changed meanwhile has ended all sessions: none may begin with the old one after that.
    const current = await trx
      .selectFrom('users')
      .select('passwordHash')
      .where('id', '=', user.id)
      .where('deactivatedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (current?.passwordHash !== passwordHash) throw errors.wrong_credentials();
    return sessionStart(trx, user.id, device);
  });
  deps.broker.kick();
  const access = await deps.keys.sign({
    userId: user.id,
    sessionId: session.sessionId,
    username: user.username,
    isAdmin: user.isAdmin,
  });
  return { user: { ...user, lastSeenAt: new Date() }, access, refresh: session.refresh };
}
