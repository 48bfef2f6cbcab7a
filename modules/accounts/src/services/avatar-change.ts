import type { Deps } from '../deps.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { userGet } from '../selectors/user-get.ts';
import { userUpdate } from './user-update.ts';

/**
 * Shows a picture of the user's own as her avatar, or none. It is claimed before it is shown, and the one before is
 * given back after: whatever fails between, no shown picture is collected.
 *
 * @throws AppError files.file_not_found, files.not_a_picture
 */
export async function avatarChange(
  deps: Pick<Deps, 'db' | 'broker' | 'bus' | 'peopleCaches' | 'files' | 'log'>,
  viewer: { userId: string; username: string },
  fileId: string | null,
): Promise<UserRow> {
  const { userId } = viewer;
  const claim = { purpose: 'avatar', subjectId: userId };
  const before = (await userGet(deps.db, userId)).avatarFileId;
  if (fileId !== null) await deps.files.claimFile({ ...claim, userId, fileId });
  const user = await userUpdate(deps, viewer, { avatarFileId: fileId });
  if (before !== null && before !== fileId)
    await deps.files
      .releaseFile({ ...claim, fileId: before })
      .catch((error: unknown) => deps.log.warn({ err: error }, 'an avatar not shown any more stays claimed'));
  return user;
}
