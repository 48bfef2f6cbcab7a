import { adminActNote } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { activeTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { letterRequest } from './letter-request.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/**
 * Makes a link by which somebody chooses a new password, for the administrator to hand over: good once, for an hour. An
 * earlier one is void.
 *
 * @throws AppError accounts.user_not_found, accounts.already_deactivated
 */
export async function adminPasswordLink(
  { db, publicUrl }: Pick<Deps, 'db' | 'publicUrl'>,
  { adminId, userId, reason }: AdminAct,
): Promise<{ url: string; expiresAt: Date }> {
  const token = makeSecret();
  const expiresAt = await db.transaction().execute(async (trx) => {
    const { username } = await activeTarget(trx, userId);
    await trx.deleteFrom('mailRequests').where('userId', '=', userId).where('purpose', '=', 'hand').execute();
    const id = uuidv7();
    const until = await letterRequest(trx, { id, userId, purpose: 'hand', email: '' });
    await trx
      .insertInto('mailTokens')
      .values({ tokenHash: hashSecret(token), requestId: id })
      .execute();
    const act = { adminId, act: 'password_link_made', object: username, objectId: userId, reason };
    await adminActNote(trx, act);
    return until;
  });
  return { url: `${publicUrl()}/reset-password?token=${token}`, expiresAt };
}
