import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { cancelUpload } from './cancel-upload.ts';
import { continueUpload } from './continue-upload.ts';
import { createUpload } from './create-upload.ts';
import { deleteFile } from './delete-file.ts';
import { getFileInfo } from './get-file-info.ts';
import { getFileUsage } from './get-file-usage.ts';
import { getFile } from './get-file.ts';
import { adminGetUsage } from './admin-get-usage.ts';
import { getFilesOverview } from './get-overview.ts';
import { getPreview } from './get-preview.ts';
import { getThumbnail } from './get-thumbnail.ts';
import { getUploadOptions } from './get-upload-options.ts';
import { getUpload } from './get-upload.ts';
import { setPoster } from './set-poster.ts';
import { speakTus } from './tus.ts';

export async function addRoutes(app: HttpApp, deps: Deps): Promise<void> {
  await app.register(async (scope) => {
    const uploads = scope as HttpApp;
    speakTus(uploads);
    getUploadOptions(uploads, deps);
    createUpload(uploads, deps);
    getUpload(uploads, deps);
    continueUpload(uploads, deps);
    cancelUpload(uploads, deps);
  });
  await app.register(async (scope) => setPoster(scope as HttpApp, deps));
  getFile(app, deps);
  getThumbnail(app, deps);
  deleteFile(app, deps);
  getFileInfo(app, deps);
  getFileUsage(app, deps);
  getPreview(app, deps);
  getFilesOverview(app, deps);
  adminGetUsage(app, deps);
}
