import type { FilesService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { claimPurpose } from '../policies/claim-purpose.ts';
import { toAttachment } from '../presenters/attachment.ts';
import { fileClaim } from '../services/file-claim.ts';

export function claimFile(deps: Pick<Deps, 'db'>): RpcHandlers<typeof FilesService>['claimFile'] {
  return async ({ userId, fileId, purpose, subjectId }) => {
    const file = await fileClaim(deps, userId, { fileId, purpose: claimPurpose(purpose), subjectId });
    return { attachmentJson: JSON.stringify(toAttachment(file)) };
  };
}
