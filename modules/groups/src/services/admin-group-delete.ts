import { adminActNote } from '@bridges/kit';
import { errors } from '../errors.ts';
import { hasPendingChangeBy } from '../selectors/pending-changes.ts';
import { isDeleted } from './group-delete.ts';
import { groupErase } from './group-erase.ts';
import { groupLock } from './group-lock.ts';
import type { GroupPictures } from './group-pictures.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';

/**
 * An administrator takes a group from everybody; in force everywhere when it resolves (G7).
 *
 * @throws AppError groups.not_found, groups.named_by_context
 */
export async function adminGroupDelete(
  writer: MembershipWriter,
  pictures: GroupPictures,
  { adminId, chatId, reason }: { adminId: string; chatId: string; reason: string },
): Promise<void> {
  let picture: string | null = null;
  await membershipCommit(writer, chatId, async (trx) => {
    // A repeat of a deletion that is not in force yet waits for it.
    if ((await hasPendingChangeBy(trx, chatId, adminId)) && (await isDeleted(trx, chatId))) return;
    const group = await groupLock(trx, chatId);
    if (group.contextType !== null) throw errors.named_by_context();
    picture = await groupErase(trx, pictures, group, adminId);
    await adminActNote(trx, { adminId, act: 'group_deleted', object: group.title, objectId: chatId, reason });
  });
  if (picture !== null) await pictures.release(picture, chatId);
}
