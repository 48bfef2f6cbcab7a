import type { FilesService } from '@bridges/contracts/proto';
import type { Job, RpcClient } from '@bridges/kit';
import { contextPictureCopy, contextPictureJob } from '../services/context-picture.ts';
import type { PictureToCopy } from '../services/context-picture.ts';
import type { GroupPictures } from '../services/group-pictures.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';

export function copyContextPicture(
  writer: MembershipWriter,
  files: Pick<RpcClient<typeof FilesService>, 'copyPicture'>,
  pictures: Pick<GroupPictures, 'planCopy' | 'release'>,
): Job {
  return {
    name: contextPictureJob,
    maxAttempts: 5,
    run: (payload) => contextPictureCopy(writer, files, pictures, payload as PictureToCopy),
  };
}
