import type { Deps } from '../deps.ts';
import { toLinkLetter } from '../presenters/link-letter.ts';
import { letterDue } from '../selectors/letter-due.ts';
import { letterHandOver } from './letter-hand-over.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/**
 * Sends a letter with a secret link, unless it was sent, used or replaced meanwhile. Each attempt has a secret of
 * its own, and all of them work: should the server have taken a letter and we not have heard of it, the link in
 * that one is as good as in the next.
 *
 * @throws Error when it must be tried again
 */
export async function linkLetterSend(
  { db, mailer, publicUrl, log }: Pick<Deps, 'db' | 'mailer' | 'publicUrl' | 'log'>,
  id: string,
): Promise<void> {
  const due = await letterDue(db, id);
  if (!due) return;
  const token = makeSecret();
  await db
    .insertInto('mailTokens')
    .values({ tokenHash: hashSecret(token), requestId: id })
    .execute();
  const wasTaken = await letterHandOver({ mailer, log }, toLinkLetter(due, publicUrl(), token));
  if (wasTaken)
    await db.updateTable('mailRequests').set({ sentAt: new Date() }).where('id', '=', id).execute();
  else await db.deleteFrom('mailRequests').where('id', '=', id).execute();
}
