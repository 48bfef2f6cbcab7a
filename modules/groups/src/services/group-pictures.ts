import type { FilesService } from '@bridges/contracts/proto';
import { createClaims } from '@bridges/kit';
import type { Claims, Platform, RpcClient } from '@bridges/kit';
import { pictureShown } from '../selectors/picture-shown.ts';
import type { Db, Trx } from '../tables/database.ts';

/** Keeps the files that groups show as their pictures: whatever fails when, none stays claimed that is not shown. */
export interface GroupPictures {
  /** Before the commit that shows it. @throws AppError files.file_not_found */
  claim(userId: string, fileId: string, chatId: string): Promise<void>;
  /** Before a file of this id is made for the group, and claimed with it. */
  planCopy(fileId: string, chatId: string): Promise<void>;
  /** In the transaction that shows it no longer, when `release` may not come to it. */
  planRelease(trx: Trx, fileId: string, chatId: string): Promise<void>;
  /** After the commit that no longer shows it; what can't be released now is by the job. */
  release(fileId: string, chatId: string): Promise<void>;
  job: Claims<PictureClaim>['job'];
}

interface PictureClaim {
  fileId: string;
  chatId: string;
}

export function createGroupPictures(
  db: Db,
  files: Pick<RpcClient<typeof FilesService>, 'claimFile' | 'releaseFile'>,
  { jobs, log }: Pick<Platform, 'jobs' | 'log'>,
): GroupPictures {
  const claims = createClaims<PictureClaim>({
    db,
    jobs,
    log,
    name: 'check-picture',
    keyOf: ({ fileId, chatId }) => `${chatId}:${fileId}`,
    isShown: (claim) => pictureShown(db, claim),
    release: ({ fileId, chatId }) => files.releaseFile({ fileId, purpose: 'picture', subjectId: chatId }),
  });
  return {
    job: claims.job,
    planCopy: (fileId, chatId) => claims.plan({ fileId, chatId }),
    planRelease: (trx, fileId, chatId) => claims.planIn(trx, { fileId, chatId }),
    release: (fileId, chatId) => claims.release({ fileId, chatId }),
    async claim(userId, fileId, chatId) {
      await claims.plan({ fileId, chatId });
      await files.claimFile({ userId, fileId, purpose: 'picture', subjectId: chatId });
    },
  };
}
