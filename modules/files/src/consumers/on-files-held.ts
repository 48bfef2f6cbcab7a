import { FilesHeldSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { holderName } from '../policies/holder-name.ts';
import { holdsSync } from '../services/holds-sync.ts';

export const onFilesHeld = (): Consumer =>
  consumer({
    name: 'on-files-held',
    event: 'messages.files_held.v1',
    schema: FilesHeldSchema,
    handle: (trx, { ownerId, holder, subjectId, rev, fileIds }) =>
      holdsSync(trx, { ownerId, holder: holderName(holder), subjectId, rev, fileIds }),
  });
