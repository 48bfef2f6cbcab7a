import type { Deps } from '../deps.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { userGet } from '../selectors/user-get.ts';
import { userUpdate } from './user-update.ts';

/**
 * Shows a picture of the user's own as her avatar, or none. It is claimed before it is shown, and the one before is
 * given back after. A look at both is planned first: whatever fails between, no shown picture is collected, and no
 * other is kept.
 *
 * @throws AppError files.file_not_found, files.not_a_picture
 */
export async function avatarChange(
  deps: Pick<Deps, 'db' | 'broker' | 'bus' | 'peopleCaches' | 'files' | 'avatars'>,
  viewer: { userId: string; username: string },
  fileId: string | null,
): Promise<UserRow> {
  const { userId } = viewer;
  const { avatars } = deps;
  const before = (await userGet(deps.db, userId)).avatarFileId;
  const replaced = before === null || before === fileId ? null : { fileId: before, userId };
  if (replaced) await avatars.plan(replaced);
  if (fileId !== null) {
    await avatars.plan({ fileId, userId });
    await deps.files.claimFile({ userId, fileId, purpose: 'avatar', subjectId: userId });
  }
  const user = await userUpdate(deps, viewer, { avatarFileId: fileId });
  if (replaced) await avatars.release(replaced);
  return user;
}
