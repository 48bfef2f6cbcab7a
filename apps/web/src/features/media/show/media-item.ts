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
  /** A picture of several frames. */
  isAnimated: boolean;
  /** A picture that this page has at hand. */
  local: string | null;
  fileId: string | null;
  upload: Upload | null;
}

export const fileUrl = (fileId: string): string => `/api/files/${fileId}`;

export function fromAttachment(attachment: Attachment, local: string | undefined): MediaItem {
  const { fileId } = attachment;
  // GIFs of an earlier version don't say that they move.
  const isAnimated = attachment.isAnimated ?? attachment.type === 'image/gif';
  return { ...attachment, isAnimated, key: fileId, url: fileUrl(fileId), local: local ?? null, upload: null };
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
    size: blob?.size ?? attachment?.size ?? 0,
    url: url ?? '',
    local: kind === 'image' ? url : null,
    hasThumbnail: false,
    isAnimated: type === 'image/gif',
    fileId: attachment?.fileId ?? null,
    upload,
  };
}

/** What is larger moves only when it is opened. */
const movingBytes = 8_000_000;

/** Whether a picture moves where it stands. Nothing does for who asked for less motion. */
export const movesInPlace = ({ isAnimated, hasThumbnail, size }: MediaItem): boolean =>
  isAnimated &&
  (!hasThumbnail || (size <= movingBytes && !matchMedia('(prefers-reduced-motion: reduce)').matches));

/** Which thumbnail is sharp at this width. */
const sizeFor = (shownWidth: number) => (shownWidth * Math.min(devicePixelRatio, 2) <= 340 ? 320 : 1280);

/** The picture that stands for a film until it plays, if it has one. */
export const stillUrl = ({ kind, hasThumbnail, fileId }: MediaItem, shownWidth = 1280): string | null =>
  kind === 'video' && hasThumbnail && fileId !== null
    ? `${fileUrl(fileId)}/thumbnail?size=${sizeFor(shownWidth)}`
    : null;

/** The smallest picture that is sharp at this width; what moves does so only as it is. */
export function pictureUrl(item: MediaItem, shownWidth: number): string {
  if (item.local !== null) return item.local;
  if (!item.hasThumbnail || movesInPlace(item)) return item.url;
  return `${item.url}/thumbnail?size=${sizeFor(shownWidth)}`;
}
