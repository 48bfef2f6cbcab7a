import { keptUploads } from '../../../store/kept-uploads.ts';
import type { KeptUpload } from '../../../store/kept-uploads.ts';
import { useUploads } from './uploads.ts';
import type { Upload } from './uploads.ts';

export const uploadOf = (id: string): Upload | undefined => useUploads.getState().byId[id];

function listed(byId: Readonly<Record<string, Upload>>) {
  const trays: Record<string, string[]> = {};
  const messages: Record<string, string[]> = {};
  for (const upload of Object.values(byId).toSorted((a, b) => a.at - b.at)) {
    const [lists, key] =
      upload.clientId === null ? [trays, upload.chatId] : ([messages, upload.clientId] as const);
    (lists[key] ??= []).push(upload.id);
  }
  return { byId, trays, messages };
}

export function addUploads(kept: readonly KeptUpload[]): void {
  const byId = { ...useUploads.getState().byId };
  for (const one of kept) {
    if (byId[one.id]) continue;
    const isShown = one.kind === 'image' || one.kind === 'video' || one.kind === 'voice';
    byId[one.id] = {
      ...one,
      url: one.blob === null ? thumbnailOf(one) : isShown ? URL.createObjectURL(one.blob) : null,
      sentBytes: one.attachment ? one.attachment.size : 0,
      status: one.attachment ? 'done' : 'waiting',
      code: null,
    };
  }
  useUploads.setState(listed(byId));
}

const thumbnailOf = ({ attachment }: KeptUpload): string | null =>
  attachment?.hasThumbnail ? `/api/files/${attachment.fileId}/thumbnail?size=320` : null;

/** Changes one; what outlives a reload is kept. */
export function changeUpload(id: string, change: Partial<Upload>): void {
  const { byId } = useUploads.getState();
  const before = byId[id];
  if (!before) return;
  const after = { ...before, ...change };
  const all = { ...byId, [id]: after };
  const isMoved = 'clientId' in change || 'at' in change;
  useUploads.setState(isMoved ? listed(all) : { byId: all });
  if (isMoved || 'uploadId' in change || 'attachment' in change || 'kind' in change) keep(after);
}

/** What was shown while it was sent needs no download. */
export function showLocally(fileId: string, url: string): void {
  useUploads.setState(({ local }) => ({ local: { ...local, [fileId]: url } }));
}

/** What others who were signed in here left is not shown; this device keeps it for them. */
export function showOnlyOf(userId: string): void {
  const { byId } = useUploads.getState();
  const own = Object.entries(byId).filter(([, upload]) => upload.userId === userId);
  if (own.length < Object.keys(byId).length) useUploads.setState(listed(Object.fromEntries(own)));
}

/** Forgets one here and on this device. */
export function dropUpload(id: string): void {
  const { byId, local } = useUploads.getState();
  const { [id]: gone, ...rest } = byId;
  if (!gone) return;
  const fileId = gone.attachment?.fileId;
  const isShown = fileId !== undefined && local[fileId] !== undefined;
  if (gone.url !== null && !isShown) URL.revokeObjectURL(gone.url);
  useUploads.setState(listed(rest));
  void keptUploads.remove(id);
}

export function keep(upload: Upload): void {
  // The draft remembers what is not of this device.
  if (upload.blob === null) return;
  const { id, userId, chatId, clientId, at, blob, name, type, kind, width, height } = upload;
  const { durationMs, waveform, uploadId, attachment } = upload;
  const facts = { kind, width, height, durationMs, waveform };
  void keptUploads.put({
    id,
    userId,
    chatId,
    clientId,
    at,
    blob,
    name,
    type,
    ...facts,
    uploadId,
    attachment,
  });
}
