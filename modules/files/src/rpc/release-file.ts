import type { FilesService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { claimPurpose } from '../policies/claim-purpose.ts';
import { fileRelease } from '../services/file-claim.ts';

export function releaseFile(deps: Pick<Deps, 'db'>): RpcHandlers<typeof FilesService>['releaseFile'] {
  return async ({ fileId, purpose, subjectId }) => {
    await fileRelease(deps, { fileId, purpose: claimPurpose(purpose), subjectId });
    return {};
  };
}
