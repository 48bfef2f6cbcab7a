import { FilesService, GroupsService, MessagesService } from '@bridges/contracts/proto';
import { defineModule, KeyedQueue, Outgoing, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { readFilesConfig } from './config.ts';
import { onFilesHeld } from './consumers/on-files-held.ts';
import { onMembershipChanged } from './consumers/on-membership-changed.ts';
import { onMessagesChanged } from './consumers/on-messages-changed.ts';
import { onMessagesSent } from './consumers/on-messages-sent.ts';
import type { Deps } from './deps.ts';
import { attachPreview } from './jobs/attach-preview.ts';
import { collectUnused } from './jobs/collect-unused.ts';
import { finishUploads } from './jobs/finish-uploads.ts';
import { sweepStorage } from './jobs/sweep-storage.ts';
import { addRoutes } from './routes/routes.ts';
import { claimFile } from './rpc/claim-file.ts';
import { copyPicture } from './rpc/copy-picture.ts';
import { describeFiles } from './rpc/describe-files.ts';
import { releaseFile } from './rpc/release-file.ts';
import { createLimits } from './services/limits.ts';
import { Pictures } from './services/pictures.ts';

/** What people upload: kept, looked at, shown to whoever may see it. */
export const files = defineModule({
  name: 'files',
  migrations,
  create(platform) {
    const config = readFilesConfig(platform.env);
    const deps: Deps = {
      db: platform.db,
      storage: platform.files,
      broker: platform.broker,
      jobs: platform.jobs,
      pictures: new Pictures({
        maxPixels: config.FILE_MAX_PICTURE_PIXELS,
        maxFrames: config.FILE_MAX_PICTURE_FRAMES,
      }),
      limits: createLimits(platform.rateLimits, config),
      outgoing: new Outgoing({
        loopbackPorts: config.LINK_PREVIEW_TEST_PORTS,
        userAgent: 'Mozilla/5.0 (compatible; Bridges/1.0; link preview)',
      }),
      previewQueue: new KeyedQueue(),
      messages: platform.rpc.client(MessagesService),
      groups: platform.rpc.client(GroupsService),
      config,
      log: platform.log,
      work: platform.work,
    };
    return {
      http: (app) => addRoutes(app, deps),
      rpc: [
        rpcService(FilesService, {
          describeFiles: describeFiles(deps),
          claimFile: claimFile(deps),
          releaseFile: releaseFile(deps),
          copyPicture: copyPicture(deps),
        }),
      ],
      consumers: [onMessagesSent(deps), onMessagesChanged(deps), onFilesHeld(), onMembershipChanged()],
      jobs: [attachPreview(deps), collectUnused(deps), finishUploads(deps), sweepStorage(deps)],
      stop: () => deps.outgoing.close(),
    };
  },
});
