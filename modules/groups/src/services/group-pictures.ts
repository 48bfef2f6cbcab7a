import type { FilesService } from '@bridges/contracts/proto';
import type { Platform, RpcClient } from '@bridges/kit';
import { pictureShown } from '../selectors/picture-shown.ts';
import type { Db, Trx } from '../tables/database.ts';

/** Looks whether a picture that was claimed for a group is shown there, and gives it back if it is not. */
export const pictureCheckJob = 'check-picture';
/** Longer than the act takes that a picture is claimed for. */
const checkAfterMs = 10 * 60_000;

/** Keeps the files that groups show as their pictures: whatever fails when, none stays claimed that is not shown. */
export interface GroupPictures {
  /** Before the commit that shows it. @throws AppError files.file_not_found */
  claim(userId: string, fileId: string, chatId: string): Promise<void>;
  /** In the transaction that shows it no longer, when `release` may not come to it. */
  planRelease(trx: Trx, fileId: string, chatId: string): Promise<void>;
  /** After the commit that no longer shows it; what can't be released now is by the job. */
  release(fileId: string, chatId: string): Promise<void>;
  /** What the job does. */
  check(claim: PictureClaim): Promise<void>;
}

export interface PictureClaim {
  fileId: string;
  chatId: string;
}

export function createGroupPictures(
  db: Db,
  files: Pick<RpcClient<typeof FilesService>, 'claimFile' | 'releaseFile'>,
  { jobs, log }: Pick<Platform, 'jobs' | 'log'>,
): GroupPictures {
  const releaseNow = ({ fileId, chatId }: PictureClaim) =>
    files.releaseFile({ fileId, purpose: 'picture', subjectId: chatId });
  const planRelease = (trx: Trx, fileId: string, chatId: string) =>
    jobs.enqueue(
      trx,
      pictureCheckJob,
      { fileId, chatId },
      { key: `${chatId}:${fileId}`, runAt: new Date(Date.now() + checkAfterMs) },
    );
  return {
    planRelease,
    async claim(userId, fileId, chatId) {
      // First the look at it, then the claim: this process may end between the claim and the commit.
      await db.transaction().execute((trx) => planRelease(trx, fileId, chatId));
      await files.claimFile({ userId, fileId, purpose: 'picture', subjectId: chatId });
    },
    async release(fileId, chatId) {
      try {
        await releaseNow({ fileId, chatId });
      } catch (error) {
        log.warn({ err: error, chatId }, 'could not release the picture of a group yet');
      }
    },
    async check(claim) {
      if (!(await pictureShown(db, claim))) await releaseNow(claim);
    },
  };
}
