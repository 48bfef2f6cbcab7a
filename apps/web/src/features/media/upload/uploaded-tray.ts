import type { Attachment } from '@bridges/sdk';
import { dropUpload } from './upload-list.ts';
import { trayOf, useUploads } from './uploads.ts';
import type { Upload } from './uploads.ts';
import { whenReady } from './engine.ts';

/** A file of the tray that the server has. */
export interface UploadedFile {
  id: string;
  attachment: Attachment;
}

/**
 * The files in a chat's tray, once the server has them all. Rejects when one is refused, with its code, and when
 * the signal says that nobody waits any more.
 */
export async function uploadedTray(chatId: string, signal: AbortSignal): Promise<UploadedFile[]> {
  await whenReady;
  return new Promise((resolve, reject) => {
    const look = () => {
      const { byId } = useUploads.getState();
      const uploads = trayOf(chatId).flatMap((id) => byId[id] ?? []);
      const refused = uploads.find(({ status }) => status === 'failed');
      const done = uploads.flatMap(({ id, attachment }: Upload) => (attachment ? [{ id, attachment }] : []));
      if (signal.aborted) reject(signal.reason as Error);
      else if (refused) reject(new Error(refused.code ?? 'sdk.network'));
      else if (done.length === uploads.length) resolve(done);
      else return;
      stop();
    };
    const unsubscribe = useUploads.subscribe(look);
    const stop = () => {
      unsubscribe();
      signal.removeEventListener('abort', look);
    };
    signal.addEventListener('abort', look);
    look();
  });
}

/** They belong to something else now: the tray forgets them, the server keeps them. */
export function leaveTray(files: readonly UploadedFile[]): void {
  for (const { id } of files) dropUpload(id);
}
