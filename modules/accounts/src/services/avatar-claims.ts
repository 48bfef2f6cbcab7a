import type { FilesService } from '@bridges/contracts/proto';
import { createClaims } from '@bridges/kit';
import type { Claims, Platform, RpcClient } from '@bridges/kit';
import { avatarShown } from '../selectors/avatar-shown.ts';
import type { Db } from '../tables/database.ts';

export interface AvatarClaim {
  fileId: string;
  userId: string;
}

/** Keeps the files that users show as their avatars: whatever fails when, none stays claimed that is not shown. */
export function createAvatarClaims(
  db: Db,
  files: Pick<RpcClient<typeof FilesService>, 'releaseFile'>,
  { jobs, log }: Pick<Platform, 'jobs' | 'log'>,
): Claims<AvatarClaim> {
  return createClaims<AvatarClaim>({
    db,
    jobs,
    log,
    name: 'check-avatar',
    keyOf: ({ fileId, userId }) => `${userId}:${fileId}`,
    isShown: (claim) => avatarShown(db, claim),
    release: ({ fileId, userId }) => files.releaseFile({ fileId, purpose: 'avatar', subjectId: userId }),
  });
}
