import type { Attachment } from '@bridges/sdk';
import type { Upload } from '../upload/uploads.ts';

/** A file as it is shown, on its way or there. */
export interface MediaItem {
  key: string;
  kind: Attachment['kind'];
  name: string;
  size: number;
  type: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  waveform: string | null;
  blur: string | null;
  /** The whole of it. */
  url: string;
  hasThumbnail: boolean;
  /** A picture that this page has at hand. */
  local: string | null;
  fileId: string | null;
  upload: Upload | null;
}

export const fileUrl = (fileId: string): string => `/api/files/${fileId}`;

export function fromAttachment(attachment: Attachment, local: string | undefined): MediaItem {
  const { fileId } = attachment;
  return { ...attachment, key: fileId, url: fileUrl(fileId), local: local ?? null, upload: null };
}

export function fromUpload(upload: Upload): MediaItem {
  const { id, kind, name, type, width, height, durationMs, waveform, url, attachment, blob } = upload;
  return {
    key: id,
    kind,
    name,
    type,
    width,
    height,
    durationMs,
    waveform,
    blur: null,
    size: blob.size,
    url: url ?? '',
    local: kind === 'image' ? url : null,
    hasThumbnail: false,
    fileId: attachment?.fileId ?? null,
    upload,
  };
}

/** The smallest picture that is sharp at this width; GIFs move only as they are. */
export function pictureUrl(item: MediaItem, shownWidth: number): string {
  if (item.local !== null) return item.local;
  if (!item.hasThumbnail || item.type === 'image/gif') return item.url;
  const isSmall = shownWidth * Math.min(devicePixelRatio, 2) <= 340;
  return `${item.url}/thumbnail?size=${isSmall ? 320 : 1280}`;
}
