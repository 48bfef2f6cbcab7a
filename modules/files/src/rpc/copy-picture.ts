import { randomUUID } from 'node:crypto';
import type { FilesService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { claimPurpose } from '../policies/claim-purpose.ts';
import { pictureCopy } from '../services/picture-copy.ts';

export function copyPicture(
  deps: Pick<Deps, 'db' | 'storage' | 'pictures' | 'outgoing' | 'config'>,
): RpcHandlers<typeof FilesService>['copyPicture'] {
  return async ({ url, purpose, subjectId, fileId }) => ({
    fileId:
      (await pictureCopy(deps, url, { purpose: claimPurpose(purpose), subjectId }, fileId || randomUUID())) ??
      '',
  });
}
