import type { FilesService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toAttachment } from '../presenters/attachment.ts';
import { filesDescribe } from '../services/files-describe.ts';

export function describeFiles(deps: Pick<Deps, 'db'>): RpcHandlers<typeof FilesService>['describeFiles'] {
  return async ({ ownerId, fileIds, isDraft }) => ({
    attachmentJson: (await filesDescribe(deps, ownerId, fileIds, { isDraft })).map((file) =>
      JSON.stringify(toAttachment(file)),
    ),
  });
}
