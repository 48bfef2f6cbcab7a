import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { assertMayAdmit } from '../policies/can-admit.ts';
import type { InviteLinkView } from '../presenters/invitation.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Db } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import { hashLinkSecret, makeLinkSecret } from '../policies/link-secret.ts';

export interface LinkDraft {
  creatorId: string;
  chatId: string;
  name: string;
  expiresAt: Date | null;
  useLimit: number | null;
  needsApproval: boolean;
}

/**
 * Makes a link into a group. Its secret is in the answer and nowhere else.
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.expires_in_past
 */
export async function inviteLinkCreate(
  db: Db,
  draft: LinkDraft,
): Promise<{ link: InviteLinkView; secret: string }> {
  const createdAt = new Date();
  const { creatorId, chatId, ...terms } = draft;
  const secret = makeLinkSecret();
  const link = await db.transaction().execute(async (trx) => {
    const group = await groupLock(trx, chatId);
    assertMayAdmit(await memberRole(trx, chatId, creatorId), group);
    if (terms.expiresAt && terms.expiresAt <= createdAt) throw errors.expires_in_past();
    return trx
      .insertInto('inviteLinks')
      .values({
        ...terms,
        id: uuidv7(),
        chatId,
        creatorId,
        createdAt,
        secretHash: hashLinkSecret(secret),
        prefix: secret.slice(0, 4),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return { link: { ...link, isUsable: true }, secret };
}
