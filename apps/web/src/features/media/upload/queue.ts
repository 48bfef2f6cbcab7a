import { ApiError } from '@bridges/sdk';
import { uploadFile } from '@bridges/sdk/uploads';
import { client } from '../../../realtime/client.ts';
import { keptUploads } from '../../../store/kept-uploads.ts';
import { inOneTab } from './one-tab.ts';
import { stillOf, withPoster } from './poster.ts';
import { changeUpload, dropUpload, uploadOf } from './upload-list.ts';
import { useUploads } from './uploads.ts';

/** At most so many at a time; the others wait. */
const atOnce = 3;
const running = new Map<string, AbortController>();
let tell: (clientId: string) => void = () => undefined;

/** Hears of the message whose file has come to an end, good or bad. */
export function onUploaded(listener: (clientId: string) => void): void {
  tell = listener;
}

export function stopUpload(id: string): void {
  running.get(id)?.abort();
}

export function retryFile(id: string): void {
  changeUpload(id, { status: 'waiting', code: null });
  pump();
}

/** Begins what waits, as far as there is room. */
export function pump(): void {
  const waiting = Object.values(useUploads.getState().byId)
    .filter(({ id, status }) => status === 'waiting' && !running.has(id))
    // Messages go before what may still be taken out of a tray.
    .toSorted((a, b) => Number(a.clientId === null) - Number(b.clientId === null) || a.at - b.at);
  for (const { id } of waiting.slice(0, Math.max(0, atOnce - running.size))) void run(id);
}

async function run(id: string): Promise<void> {
  const upload = uploadOf(id);
  if (!upload) return;
  const abort = new AbortController();
  running.set(id, abort);
  changeUpload(id, { status: 'uploading' });
  try {
    await inOneTab(`bridges-upload-${id}`, abort.signal, {
      work: () => bring(id, abort),
      afterwards: () => adopt(id, abort),
    });
  } catch (cause) {
    if (!abort.signal.aborted) stopped(id, cause);
  } finally {
    if (running.get(id) === abort) running.delete(id);
    const clientId = uploadOf(id)?.clientId;
    if (clientId) tell(clientId);
    pump();
  }
}

/** Another tab has been at it: what it did is done. What it took away belongs to its message, or to nobody. */
async function adopt(id: string, abort: AbortController): Promise<void> {
  const left = await keptUploads.get(id);
  const upload = uploadOf(id);
  if (!upload) return;
  if (!left && upload.clientId === null) dropUpload(id);
  if (!left) return;
  changeUpload(id, { uploadId: left.uploadId, attachment: left.attachment });
  if (left.attachment) changeUpload(id, { status: 'done' });
  else await bring(id, abort);
}

async function bring(id: string, abort: AbortController): Promise<void> {
  const upload = uploadOf(id);
  if (!upload?.blob) return;
  const { blob, name, type, kind, width, height, durationMs, waveform, uploadId } = upload;
  const still = kind === 'video' ? stillOf(blob) : Promise.resolve(null);
  const file = await uploadFile(blob, {
    rest: client.rest,
    uploadId,
    hints: {
      name,
      type,
      kind: kind === 'voice' || kind === 'file' ? kind : 'auto',
      width: width ?? undefined,
      height: height ?? undefined,
      durationMs: durationMs ?? undefined,
      waveform: waveform ?? undefined,
    },
    signal: abort.signal,
    onBegun: (begun) => changeUpload(id, { uploadId: begun }),
    onProgress: (sentBytes) => changeUpload(id, { sentBytes }),
  });
  const attachment = await withPoster(file, still);
  if (abort.signal.aborted) return;
  changeUpload(id, { status: 'done', attachment, uploadId: attachment.fileId });
  // Read after it was written: the next tab finds it.
  await keptUploads.get(id);
}

function stopped(id: string, cause: unknown): void {
  const error = cause instanceof ApiError ? cause : null;
  if (error && !error.isRetryable) {
    changeUpload(id, { status: 'failed', code: error.code, uploadId: null });
    return;
  }
  // The network is gone: on with it when it is back.
  changeUpload(id, { status: 'uploading' });
  const retry = () => {
    clearTimeout(timer);
    removeEventListener('online', retry);
    if (uploadOf(id)?.status === 'uploading' && !running.has(id)) retryFile(id);
  };
  const timer = setTimeout(retry, 10_000);
  addEventListener('online', retry);
}
