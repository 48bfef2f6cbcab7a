import type { Deps } from '../deps.ts';
import { confirmedLogin } from '../selectors/confirmed-login.ts';
import { letterRequest, mayWriteTo } from './letter-request.ts';
import { linkLetterSend } from './link-letter-send.ts';

/** Sends the link by which a new password is chosen, to the confirmed address of whom a login means. */
export async function passwordLinkSend(
  deps: Pick<Deps, 'db' | 'mailer' | 'limits' | 'publicUrl' | 'log'>,
  { id, login }: { id: string; login: string },
): Promise<void> {
  const { db } = deps;
  const known = await db.selectFrom('mailRequests').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) {
    const user = await confirmedLogin(db, login);
    if (!user || !(await mayWriteTo(deps, user.email))) return;
    await letterRequest(db, { id, userId: user.id, purpose: 'reset', email: user.email });
  }
  await linkLetterSend(deps, id);
}
