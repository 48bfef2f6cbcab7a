import { errors } from '../errors.ts';
import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import { hasPendingChangeBy } from '../selectors/pending-changes.ts';
import type { Trx } from '../tables/database.ts';
import { groupErase } from './group-erase.ts';
import type { GroupPictures } from './group-pictures.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';

/**
 * Deletes a group for all; in force everywhere when it resolves (G7).
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.named_by_context
 */
export async function groupDelete(
  writer: MembershipWriter,
  pictures: GroupPictures,
  act: { actorId: string; chatId: string },
): Promise<void> {
  const { actorId, chatId } = act;
  let picture: string | null = null;
  await membershipCommit(writer, chatId, async (trx) => {
    // A repeat of a deletion that is not in force yet waits for it.
    if ((await hasPendingChangeBy(trx, chatId, actorId)) && (await isDeleted(trx, chatId))) return;
    const group = await groupLock(trx, chatId);
    assertMay(await memberRole(trx, chatId, actorId), 'own', group);
    if (group.card !== null) throw errors.named_by_context();
    picture = await groupErase(trx, pictures, group, actorId);
  });
  if (picture !== null) await pictures.release(picture, chatId);
}

/** A change of it may not be in force yet. */
export async function isDeleted(trx: Trx, chatId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('groups')
    .where('chatId', '=', chatId)
    .select('deletedAt')
    .executeTakeFirst();
  return row?.deletedAt != null;
}
