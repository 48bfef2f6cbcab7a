import type { FilesService } from '@bridges/contracts/proto';
import type { Platform, RpcClient } from '@bridges/kit';

/** Keeps the files that groups show as their pictures. */
export interface GroupPictures {
  /** Before the commit that shows it. @throws AppError files.file_not_found */
  claim(userId: string, fileId: string, chatId: string): Promise<void>;
  /** After the commit that no longer shows it; what can't be released now costs only room. */
  release(fileId: string, chatId: string): Promise<void>;
}

export function createGroupPictures(
  files: Pick<RpcClient<typeof FilesService>, 'claimFile' | 'releaseFile'>,
  log: Platform['log'],
): GroupPictures {
  return {
    async claim(userId, fileId, chatId) {
      await files.claimFile({ userId, fileId, purpose: 'picture', subjectId: chatId });
    },
    async release(fileId, chatId) {
      try {
        await files.releaseFile({ fileId, purpose: 'picture', subjectId: chatId });
      } catch (error) {
        log.warn({ err: error, chatId }, 'could not release the picture of a group');
      }
    },
  };
}
