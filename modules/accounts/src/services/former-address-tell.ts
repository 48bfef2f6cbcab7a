import type { Deps } from '../deps.ts';
import { toFormerAddressLetter } from '../presenters/former-address-letter.ts';
import { userGet } from '../selectors/user-get.ts';
import { letterHandOver } from './letter-hand-over.ts';

/** Tells a mailbox that it is no longer the address of an account: it may not have been the owner who changed it. */
export async function formerAddressTell(
  { db, mailer, publicUrl, log }: Pick<Deps, 'db' | 'mailer' | 'publicUrl' | 'log'>,
  { id, userId, email }: { id: string; userId: string; email: string },
): Promise<void> {
  const user = await userGet(db, userId);
  await letterHandOver({ mailer, log }, toFormerAddressLetter(id, email, user, publicUrl()));
}
